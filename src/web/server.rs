//! The files in memory → HTTP on this machine, for browsers that are at this very address.
//!
//! hyper alone is 11 crates with what it needs, a third of a framework's; what there is to route is
//! a map of paths. News go out as server-sent events.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

use http_body_util::channel::Channel;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, duplex};
use tokio::sync::watch::{Receiver, channel};

use crate::anchor::PAGE;
use crate::docset::Docset;
use crate::error::Error;
use crate::files::Tree;
use crate::layout::DOCUMENTS;

/// What the browser is told, and the files that it may ask for.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// Changes when anything that is shown does.
    pub version: String,
    /// What is wrong: a file's name and HTML.
    pub problems: Vec<(String, String)>,
    /// The files of the reader.
    pub reader: Tree,
    /// Name of a bundle → the docset.
    pub docsets: BTreeMap<String, Arc<Docset>>,
}

impl News {
    /// The bytes at the path of an address.
    fn file(&self, path: &str) -> Option<&[u8]> {
        let in_docset = || {
            let (bundle, path) = path.split_once('/')?;
            let documents = path.starts_with(DOCUMENTS).then_some(path)?;
            self.docsets.get(bundle)?.files.get(documents)
        };
        self.reader.get(path).or_else(in_docset).map(Vec::as_slice)
    }
}

type Body = UnsyncBoxBody<Bytes, Infallible>;

/// What every answer says: nothing is kept, guessed, framed or read from elsewhere.
const HEADERS: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "SAMEORIGIN"),
    ("content-security-policy", "frame-ancestors 'self'"),
];

/// What a file of a sheet may not do wherever it is opened: nothing of a sheet runs here.
const OF_SHEETS: &str = "script-src 'none'; object-src 'none'; form-action 'none'";

/// Serves until Ctrl-C, or until the system ends it.
///
/// # Errors
/// When the system refuses.
pub fn serve(listener: TcpListener, site: Receiver<News>, port: u16) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error::io("serve", Path::new("127.0.0.1"), &error);
    listener.set_nonblocking(true).map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(failed)?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        tokio::spawn(async move {
            loop {
                // One connection that fails is no reason to end.
                let Ok((stream, _)) = listener.accept().await else { continue };
                tokio::spawn(attend(stream, site.clone(), port));
            }
        });
        tokio::signal::ctrl_c().await.map_err(failed)
    })
}

/// What a connection that says `requests`, and nothing more, is answered.
///
/// # Errors
/// When the system refuses.
pub fn answers(requests: &[u8], news: News, port: u16) -> std::io::Result<Vec<u8>> {
    let (_, site) = channel(news);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let (mut browser, server) = duplex(requests.len().max(1));
        let server = tokio::spawn(attend(server, site, port));
        // The server may hang up in the middle.
        browser.write_all(requests).await.ok();
        browser.shutdown().await.ok();
        let mut answers = Vec::new();
        browser.read_to_end(&mut answers).await?;
        server.await?;
        Ok(answers)
    })
}

async fn attend(stream: impl AsyncRead + AsyncWrite + Unpin, site: Receiver<News>, port: u16) {
    let answer = service_fn(move |request| {
        let answer = answer(&request, &site, port);
        async move { Ok::<_, Infallible>(answer) }
    });
    http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await.ok();
}

fn answer(request: &Request<Incoming>, site: &Receiver<News>, port: u16) -> Response<Body> {
    if !is_ours(request, port) {
        return plain(
            StatusCode::FORBIDDEN,
            "this address is for the browser of this machine only\n",
        );
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    }
    let path = percent_decode_str(request.uri().path().trim_start_matches('/')).decode_utf8_lossy();
    match path.as_ref() {
        "events" => with("text/event-stream", events(site.clone())),
        path => {
            let path = if path.is_empty() { PAGE } else { path };
            match site.borrow().file(path) {
                Some(bytes) => {
                    let body = Full::from(Bytes::copy_from_slice(bytes));
                    let mut response = with(content_type(path), body.boxed_unsync());
                    if path.contains(DOCUMENTS) {
                        let rule = HeaderValue::from_static(OF_SHEETS);
                        response.headers_mut().append(CONTENT_SECURITY_POLICY, rule);
                    }
                    response
                }
                None => plain(StatusCode::NOT_FOUND, "there is no such file\n"),
            }
        }
    }
}

/// A page from elsewhere that has its browser ask here, or a name that was made to lead here, must
/// learn nothing.
fn is_ours(request: &Request<Incoming>, port: u16) -> bool {
    let header = |name: HeaderName| request.headers().get(name).map(HeaderValue::as_bytes);
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_host = |host: &[u8]| hosts.iter().any(|own| own.as_bytes() == host);
    let is_origin = |origin: &[u8]| origin.strip_prefix(b"http://").is_some_and(is_host);
    let site = header(HeaderName::from_static("sec-fetch-site"));
    header(HOST).is_some_and(is_host)
        && header(ORIGIN).is_none_or(is_origin)
        && site.is_none_or(|site| site == b"same-origin" || site == b"none")
}

/// The news as they are and then each time they change, until the browser goes.
fn events(mut site: Receiver<News>) -> Body {
    let (mut browser, body) = Channel::<Bytes, Infallible>::new(1);
    tokio::spawn(async move {
        loop {
            let event = event(&site.borrow_and_update());
            if browser.send_data(event).await.is_err() || site.changed().await.is_err() {
                return;
            }
        }
    });
    body.boxed_unsync()
}

fn event(news: &News) -> Bytes {
    let problem = |(file, html): &(String, String)| json!({ "file": file, "html": html });
    let problems: Vec<_> = news.problems.iter().map(problem).collect();
    format!("data: {}\n\n", json!({ "version": news.version, "problems": problems })).into()
}

fn with(content_type: &str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    let content_type = HeaderValue::from_str(content_type);
    response.headers_mut().extend(content_type.map(|value| (hyper::header::CONTENT_TYPE, value)));
    let fixed = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    response.headers_mut().extend(HEADERS.iter().map(fixed));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = with("text/plain; charset=utf-8", Full::from(text).boxed_unsync());
    *response.status_mut() = status;
    response
}

/// What browsers take a file for, by its ending.
fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let known = TYPES.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

const TYPES: &[(&[&str], &str)] = &[
    (&["html", "htm"], "text/html; charset=utf-8"),
    (&["css"], "text/css; charset=utf-8"),
    (&["js"], "text/javascript; charset=utf-8"),
    (&["txt", "md"], "text/plain; charset=utf-8"),
    (&["json"], "application/json"),
    (&["svg"], "image/svg+xml"),
    (&["png"], "image/png"),
    (&["jpg", "jpeg"], "image/jpeg"),
    (&["gif"], "image/gif"),
    (&["webp"], "image/webp"),
    (&["avif"], "image/avif"),
    (&["ico"], "image/x-icon"),
    (&["woff2"], "font/woff2"),
    (&["woff"], "font/woff"),
    (&["ttf"], "font/ttf"),
    (&["mp4"], "video/mp4"),
    (&["webm"], "video/webm"),
    (&["mp3"], "audio/mpeg"),
    (&["ogg"], "audio/ogg"),
    (&["pdf"], "application/pdf"),
];
