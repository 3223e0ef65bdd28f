//! Files over HTTP on a loopback port: a folder served as a web host serves it, and a GET.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A folder on a free port of 127.0.0.1, served until this value goes.
pub(crate) struct Server {
    address: SocketAddr,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// The folder need not be there yet: an address is known before what it will serve is built.
    pub(crate) fn of(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ended = Arc::new(AtomicBool::new(false));
        let (seen, folder) = (Arc::clone(&ended), folder.to_path_buf());
        let thread = thread::spawn(move || {
            for stream in listener.incoming().take_while(|_| !seen.load(Ordering::SeqCst)) {
                let _ = stream.and_then(|stream| answer(stream, &folder));
            }
        });
        Self { address, ended, thread: Some(thread) }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn answer(stream: TcpStream, folder: &Path) -> Result<()> {
    let mut reader = BufReader::new(Connection::over(stream)?);
    let lines = head(&mut reader)?;
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or("/");
    let path = path.split('?').next().unwrap_or_default();
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("xml") => "application/xml",
        Some("tgz") => "application/gzip",
        _ => "text/html",
    };
    let (status, body) = match fs::read(file(folder, path)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let size = body.len();
    let mut out = reader.into_inner();
    write!(out, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n")?;
    write!(out, "Connection: close\r\n\r\n")?;
    out.write_all(&body)
}

fn file(folder: &Path, path: &str) -> PathBuf {
    let path = path.trim_start_matches('/');
    let whole = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    folder.join(match whole.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if whole.is_empty() => "index.html".to_owned(),
        None => whole.into_owned(),
    })
}

/// The body at a loopback address, or nothing when there is no such page or nobody answers.
pub(crate) fn get(url: &str) -> Option<Vec<u8>> {
    let (host, path) = url.strip_prefix("http://")?.split_once('/')?;
    ask(host, path).ok()?
}

fn ask(host: &str, path: &str) -> Result<Option<Vec<u8>>> {
    let mut stream = Connection::to(host)?;
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut reader = BufReader::new(stream);
    let lines = head(&mut reader)?;
    let mut body = vec![0; content_length(&lines)];
    reader.read_exact(&mut body)?;
    Ok(lines.first().is_some_and(|line| line.contains(" 200 ")).then_some(body))
}

/// A connection on which nothing is waited for without end. A system call with a time limit is
/// interrupted for many reasons, none of which matters here.
pub(crate) struct Connection(TcpStream);

impl Connection {
    pub(crate) fn to(host: &str) -> Result<Self> {
        Self::over(TcpStream::connect(host)?)
    }

    fn over(stream: TcpStream) -> Result<Self> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.set_write_timeout(Some(Duration::from_secs(10)))?;
        Ok(Self(stream))
    }
}

impl Read for Connection {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        uninterrupted(|| self.0.read(bytes))
    }
}

impl Write for Connection {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        uninterrupted(|| self.0.write(bytes))
    }

    fn flush(&mut self) -> Result<()> {
        uninterrupted(|| self.0.flush())
    }
}

fn uninterrupted<T>(mut call: impl FnMut() -> Result<T>) -> Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

fn head(reader: &mut impl BufRead) -> Result<Vec<String>> {
    reader.lines().take_while(|line| !matches!(line.as_deref(), Ok(""))).collect()
}

fn content_length(lines: &[String]) -> usize {
    lines
        .iter()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, size)| size.trim().parse().ok())
        .unwrap_or(0)
}
