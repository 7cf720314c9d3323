//! The 7@7 session: seven headed points, seven minutes, at the start of a shift.

use crate::yaml::record;

record! {
    /// A 7@7 session, all of it words.
    pub struct Session {
        /// One thing that each officer can do on this shift.
        pub action: String,
        /// Questions for the briefing room.
        pub prompts: Vec<String>,
    }
}

/// The number of headed points, which gives the session half its name.
pub const POINTS: usize = 7;
/// Seven minutes at 200 words a minute, the upper end of reading aloud.
pub const WORDS_MAX: usize = 1_400;
