//! The pipeline: load, resolve, plan, render, publish. The one file that names every stage; `build`, `check` and `serve` all run it.

use std::io;

use crate::artifact::Digest;
use crate::diagnostic::{self, Diagnostic};
use crate::load::{self, Sources};
use crate::publish::{Memo, Published, Sink};
use crate::render::{self, Theme};
use crate::world::World;
use crate::{plan, resolve};

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// All that is to be said, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was published; `None` where an error kept it from being.
    pub published: Option<Published>,
    /// The number of pages.
    pub n_pages: usize,
    /// Whether nothing had changed since the last build, so that nothing was made again.
    pub is_recalled: bool,
}

/// Builds the hub of `world` into `sink`. `program` is the digest of this program, on which the result depends as on the files.
///
/// # Errors
/// If the sink cannot take the site. An author's mistakes are diagnostics, not errors.
pub fn build(world: &dyn World, sink: &mut dyn Sink, program: &Digest) -> io::Result<Built> {
    let mut diagnostics = Vec::new();
    let sources = load::read(world).tell(&mut diagnostics);
    let inputs = inputs(&sources, world, program);
    let recalled = sink.recall(&inputs)?;
    if let (Some(memo), true) = (recalled, diagnostics.is_empty()) {
        return Ok(Built {
            diagnostics: memo.diagnostics,
            published: Some(Published::default()),
            n_pages: memo.n_pages,
            is_recalled: true,
        });
    }
    let n_pages = match make(sources, world, sink, &mut diagnostics) {
        Ok(n_pages) => n_pages,
        Err(error) => {
            sink.abandon();
            return Err(error);
        }
    };
    diagnostic::sort(&mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        sink.abandon();
        return Ok(Built { diagnostics, published: None, n_pages, is_recalled: false });
    }
    let memo = Memo { inputs, diagnostics, n_pages };
    let published = sink.commit(&memo).inspect_err(|_| sink.abandon())?;
    Ok(Built { diagnostics: memo.diagnostics, published: Some(published), n_pages, is_recalled: false })
}

fn make(sources: Sources, world: &dyn World, sink: &dyn Sink, diagnostics: &mut Vec<Diagnostic>) -> io::Result<usize> {
    let Some(mut loaded) = load::load(sources).tell(diagnostics) else { return Ok(0) };
    let theme = Theme::load(std::mem::take(&mut loaded.theme_files), &loaded.settings).tell(diagnostics);
    let hub = resolve::resolve(loaded, world.today()).tell(diagnostics);
    let plan = plan::plan(&hub).tell(diagnostics);
    let Some(theme) = theme else { return Ok(0) };
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(0);
    }
    sink.expect(plan.items.len());
    let rendered = render::render(&hub, &plan, &theme, &|artifact| sink.stage(artifact))?;
    Ok(rendered.tell(diagnostics))
}

/// The digest of everything that the site depends on.
fn inputs(sources: &Sources, world: &dyn World, program: &Digest) -> Digest {
    use rayon::prelude::*;
    let digests: Vec<blake3::Hash> = sources.read.par_iter().map(|(_, bytes)| blake3::hash(bytes)).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.0.as_bytes());
    hasher.update(world.today().to_string().as_bytes());
    for ((file, _), digest) in sources.read.iter().zip(digests) {
        hasher.update(&(file.as_str().len() as u64).to_le_bytes());
        hasher.update(file.as_str().as_bytes());
        hasher.update(digest.as_bytes());
    }
    Digest(hasher.finalize().to_hex().to_string())
}
