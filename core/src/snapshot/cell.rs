//! Cells of fixed width, and records made of them.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::date::AgeBound;

/// A value of fixed width in a record, little-endian.
pub trait Cell: Copy {
    /// Width in bytes.
    const WIDTH: usize;
    /// Whether every bit pattern is a value, so that nothing has to be verified.
    const ANY: bool = false;
    /// What an unreadable cell would give; never seen, since a record is verified before it is read.
    const NIL: Self;
    /// Reads the value; `None` when the bits are no value.
    fn get(bytes: &[u8]) -> Option<Self>;
    /// Writes the value.
    fn put(self, out: &mut Vec<u8>);
}

macro_rules! integer_cells {
    ($($t:ty),*) => { $(
        impl Cell for $t {
            const WIDTH: usize = size_of::<$t>();
            const ANY: bool = true;
            const NIL: Self = 0;
            fn get(bytes: &[u8]) -> Option<Self> { Some(Self::from_le_bytes(bytes.try_into().ok()?)) }
            fn put(self, out: &mut Vec<u8>) { out.extend_from_slice(&self.to_le_bytes()); }
        }
    )* };
}
integer_cells!(u8, u16, u32, i32, i64);

impl Cell for bool {
    const WIDTH: usize = 1;
    const NIL: Self = false;
    fn get(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
    fn put(self, out: &mut Vec<u8>) {
        out.push(u8::from(self));
    }
}

impl Cell for Code {
    const WIDTH: usize = 4;
    const NIL: Self = Self::known(0);
    fn get(bytes: &[u8]) -> Option<Self> {
        u32::get(bytes).and_then(Self::new)
    }
    fn put(self, out: &mut Vec<u8>) {
        self.value().put(out);
    }
}

impl<const N: usize> Cell for [u8; N] {
    const WIDTH: usize = N;
    const ANY: bool = true;
    const NIL: Self = [0; N];
    fn get(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok()
    }
    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self);
    }
}

impl<const N: usize> Cell for [u16; N] {
    const WIDTH: usize = 2 * N;
    const ANY: bool = true;
    const NIL: Self = [0; N];
    fn get(bytes: &[u8]) -> Option<Self> {
        let mut out = [0; N];
        for (to, from) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            *to = u16::get(from)?;
        }
        Some(out)
    }
    fn put(self, out: &mut Vec<u8>) {
        for value in self {
            value.put(out);
        }
    }
}

/// An amount of a master with its two decimals, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hundredths(pub i64);

impl Hundredths {
    /// The decimal value.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }
}

impl Cell for Hundredths {
    const WIDTH: usize = 8;
    const ANY: bool = true;
    const NIL: Self = Self(0);
    fn get(bytes: &[u8]) -> Option<Self> {
        i64::get(bytes).map(Self)
    }
    fn put(self, out: &mut Vec<u8>) {
        self.0.put(out);
    }
}

impl Cell for AgeBound {
    const WIDTH: usize = 2;
    const NIL: Self = Self::None;
    fn get(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0, 0] => Some(Self::None),
            [1, n] if *n < 100 => Some(Self::Years(*n)),
            [2, 0] => Some(Self::Days28),
            [3, 0] => Some(Self::Days90),
            [4, n @ (3 | 6 | 15 | 20)] => Some(Self::MonthAfter(*n)),
            [5, 0] => Some(Self::Preschool),
            _ => None,
        }
    }
    fn put(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&match self {
            Self::None => [0, 0],
            Self::Years(n) => [1, n],
            Self::Days28 => [2, 0],
            Self::Days90 => [3, 0],
            Self::MonthAfter(n) => [4, n],
            Self::Preschool => [5, 0],
        });
    }
}

/// A record of fixed width.
pub trait Record: Sized {
    /// Width in bytes.
    const WIDTH: usize;
    /// Borrowed reading.
    type View<'a>: Copy;
    /// Writes the record.
    fn write(&self, out: &mut Vec<u8>);
    /// Whether every cell of the bytes holds a value.
    fn verify(bytes: &[u8]) -> bool;
    /// Reads the record where it lies.
    fn view(bytes: &[u8]) -> Self::View<'_>;
}

/// Defines a record, its borrowed view with one accessor per cell, and its layout.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident, $view:ident, $layout:ident { $( $(#[$fm:meta])* $field:ident : $ty:ty ),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name { $( $(#[$fm])* pub $field: $ty, )* }

        #[doc = concat!("Borrowed reading of [`", stringify!($name), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $view<'a>(&'a [u8]);

        #[repr(C)]
        #[allow(dead_code)]
        struct $layout { $( $field: [u8; <$ty as $crate::snapshot::cell::Cell>::WIDTH], )* }

        impl $crate::snapshot::cell::Record for $name {
            const WIDTH: usize = size_of::<$layout>();
            type View<'a> = $view<'a>;
            fn write(&self, out: &mut Vec<u8>) {
                $( $crate::snapshot::cell::Cell::put(self.$field, out); )*
            }
            fn verify(bytes: &[u8]) -> bool {
                $( if !<$ty as $crate::snapshot::cell::Cell>::ANY {
                    let at = std::mem::offset_of!($layout, $field);
                    let width = <$ty as $crate::snapshot::cell::Cell>::WIDTH;
                    if bytes.get(at..at + width).and_then(<$ty as $crate::snapshot::cell::Cell>::get).is_none() {
                        return false;
                    }
                } )*
                bytes.len() == Self::WIDTH
            }
            fn view(bytes: &[u8]) -> $view<'_> { $view(bytes) }
        }

        impl<'a> $view<'a> {
            $( $(#[$fm])*
            #[must_use]
            #[inline]
            pub fn $field(&self) -> $ty {
                let at = std::mem::offset_of!($layout, $field);
                let width = <$ty as $crate::snapshot::cell::Cell>::WIDTH;
                self.0.get(at..at + width).and_then(<$ty as $crate::snapshot::cell::Cell>::get)
                    .unwrap_or(<$ty as $crate::snapshot::cell::Cell>::NIL)
            } )*

            /// The record as a value of its own.
            #[must_use]
            pub fn to_owned(&self) -> $name { $name { $( $field: self.$field(), )* } }
        }
    };
}
pub(crate) use record;

/// An enum stored as the number the official code list gives it.
macro_rules! code_enum {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vm:meta])* $variant:ident = $number:literal ),* $(,)? } nil $nil:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[$vm])* $variant, )* }

        impl $name {
            /// The number of the official code list.
            #[must_use]
            pub const fn number(self) -> u8 { match self { $( Self::$variant => $number, )* } }
            /// The variant of a number of the official code list.
            #[must_use]
            pub const fn from_number(number: u8) -> Option<Self> {
                match number { $( $number => Some(Self::$variant), )* _ => None }
            }
        }

        impl $crate::snapshot::cell::Cell for $name {
            const WIDTH: usize = 1;
            const NIL: Self = Self::$nil;
            fn get(bytes: &[u8]) -> Option<Self> {
                match bytes { [n] => Self::from_number(*n), _ => None }
            }
            fn put(self, out: &mut Vec<u8>) { out.push(self.number()); }
        }
    };
}
pub(crate) use code_enum;
