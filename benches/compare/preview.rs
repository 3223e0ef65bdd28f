//! From a saved sheet to the news that its page is there anew, beside building it in a process.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::{docsheet, in_turns, median};
use crate::{Outcome, Wanted};

/// How often each sheet is saved.
const SAVES: usize = 15;

pub(crate) fn print(wanted: &Wanted) -> Outcome {
    println!("\nPreview: wall time from save to news, beside `build` of the same sheet");
    for sheet in docsheet::files::definitions(&wanted.folder)? {
        let room = tempfile::tempdir()?;
        let name = sheet.file_name().ok_or("a sheet without a name")?.to_string_lossy();
        fs::copy(&sheet, room.path().join(&*name))?;
        let build = docsheet(&["build", "--quiet", &name, "-o", "out"]);
        let [build] = in_turns([&build], room.path())?;
        let seen = from_save_to_news(room.path(), &name)?;
        println!("{name:<34} {seen:>6.1} ms {:>8.2}× build", seen / build.wall);
    }
    Ok(())
}

/// Ended when it is no longer needed, however that comes.
struct Preview(Child);

impl Drop for Preview {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn from_save_to_news(room: &Path, name: &str) -> Result<f64, Box<dyn Error>> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let command = docsheet(&["preview", name, "--port", &port.to_string()]);
    let mut process = Command::new(&command[0]);
    let process = process.args(&command[1..]).current_dir(room).stdout(Stdio::null());
    let _preview = Preview(process.stderr(Stdio::null()).spawn()?);
    let mut news = listen(port)?;
    next(&mut news)?;
    let path = room.join(name);
    let text = fs::read_to_string(&path)?;
    let mut times = Vec::new();
    for save in 0..SAVES {
        let end = if path.extension().is_some_and(|extension| extension == "md") {
            "<!-- -->\n"
        } else {
            "# \n"
        };
        let start = Instant::now();
        fs::write(&path, text.clone() + &end.repeat(save + 1))?;
        next(&mut news)?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    Ok(median(times.into_iter()))
}

fn listen(port: u16) -> Result<BufReader<TcpStream>, Box<dyn Error>> {
    let start = Instant::now();
    let mut stream = loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => break stream,
            Err(error) if start.elapsed() > Duration::from_secs(20) => return Err(error.into()),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    Ok(BufReader::new(stream))
}

fn next(news: &mut impl BufRead) -> Outcome {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        if news.read_line(&mut line)? == 0 {
            return Err("the preview ended".into());
        }
    }
    Ok(())
}
