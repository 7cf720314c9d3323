//! `peel serve`: the hub at an address of this machine, built again whenever a file changes.

use std::io::Write;
use std::process::ExitCode;

use super::args::Serve;
use super::{Done, build, open};
use crate::disk::{DiskWorld, program_digest};
use crate::pipeline;
use crate::publish::MemorySink;
use crate::serve::{self, Server};

/// Serves until the program is stopped.
pub fn serve(args: &Serve) -> Done {
    let world = open(&args.world)?;
    let program = program_digest().map_err(|error| error.to_string())?;
    let mut sink = MemorySink::default();
    let server = Server::bind(args.port).map_err(|error| {
        format!("port {} of this machine cannot be used: {error}; name another with --port", args.port)
    })?;
    let say = |message: &str| {
        let _ = writeln!(std::io::stderr(), "{message}");
    };
    let mut rebuild = |world: &DiskWorld| -> Result<(), String> {
        let built = pipeline::build(world, &mut sink, &program).map_err(|error| error.to_string())?;
        build::tell(&built, world);
        match built.published {
            Some(_) => {
                say(&format!("{} pages at {}", built.n_pages, server.url()));
                server.show(&sink.site);
            }
            None => say(&format!("{} still shows the last hub that was whole", server.url())),
        }
        Ok(())
    };
    rebuild(&world)?;
    let changes = serve::watch(&args.world.root).map_err(|error| format!("the folder cannot be watched: {error}"))?;
    say("watching the hub's files; stop with Ctrl-C");
    while changes.wait() {
        // The day may have changed, too.
        let world = open(&args.world)?;
        rebuild(&world)?;
    }
    Ok(ExitCode::SUCCESS)
}
