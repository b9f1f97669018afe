//! How a call ended.

/// How a call ended. Every function that can fail returns one; 0 is success and nothing else is.
#[repr(i32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The call did what it says.
    Ok = 0,
    /// The request could not be answered: no JSON, an unknown field, a value out of its list. Correct the request.
    Problem = 1,
    /// An image of masters was refused: damaged, of another layout, or for the same days as another one.
    Image = 2,
    /// A file could not be read.
    File = 3,
    /// A pointer is NULL where none may be, or a length is impossible. A defect of the calling program.
    Argument = 4,
    /// A defect of this library. The engine stays usable.
    Internal = 5,
}
