//! `docsheet preview`: definitions → the reader on a loopback port, renewed at every save.

mod drawing;
mod desk;
mod site;
mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use clap::Args;
use docsheet::error::Error;
use docsheet::web::server;

use super::sheets;
use super::status::Status;
use super::terminal::Terminal;
use site::Workplace;

/// Shows sheets in the browser while they are written, on this machine only
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  docsheet preview                  show every definition under `data`
  docsheet preview Git.rb --open    show one sheet, and open the browser
  docsheet preview --poll           look for changes where the file system tells of none")]
pub(super) struct Arguments {
    /// Definitions, or folders that are walked for `*.rb` and `*.md` [default: data]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Port on 127.0.0.1
    #[arg(long, value_name = "N", default_value_t = DEFAULT_PORT)]
    port: u16,
    /// Open the browser
    #[arg(long)]
    open: bool,
    /// Look for changes four times a second, for file systems that tell of none
    #[arg(long)]
    poll: bool,
    #[command(flatten)]
    reach: sheets::Reach,
}

const DEFAULT_PORT: u16 = 8640;

pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Status, Error> {
    sheets::find(&arguments.paths)?;
    let listener = listen(arguments.port)?;
    let port = listener.local_addr().map_or(arguments.port, |address| address.port());
    let address = format!("http://127.0.0.1:{port}/");
    let mut workplace = Workplace::new(arguments.paths.clone(), arguments.reach.clone());
    let news = workplace.look(None);
    let (told, site) = tokio::sync::watch::channel(news);
    let watched = watch::start(workplace, told, arguments.poll)?;
    terminal.result(&format!("{address} shows the sheets as they are saved; Ctrl-C ends it"))?;
    if arguments.open {
        open(&address, terminal);
    }
    server::serve(listener, site, port)?;
    drop(watched);
    Ok(Status::Fine)
}

/// Takes the port, for this machine alone.
fn listen(port: u16) -> Result<TcpListener, Error> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    bind(port).map_err(|error| {
        let error = Error::io("serve on", Path::new(&format!("127.0.0.1:{port}")), &error);
        let mut others = (1..=100).filter_map(|step| port.checked_add(step));
        match others.find(|other| bind(*other).is_ok()) {
            Some(free) => error.with_hint(format!("try `--port {free}`")),
            None => error.with_hint("try another `--port`, or `--port 0` for any"),
        }
    })
}

/// Asks the system's own opener to show `address`.
#[expect(clippy::disallowed_methods, reason = "the browser is another program")]
fn open(address: &str, terminal: &Terminal) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("explorer", &[])
    } else {
        ("xdg-open", &[])
    };
    let started = std::process::Command::new(program).args(arguments).arg(address).spawn();
    if started.is_err() {
        terminal.note(&format!("`{program}` is not there to open the browser; open {address}"));
    }
}
