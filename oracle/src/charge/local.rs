//! The plain shapes of local programmes.

/// How a local programme limits what a payment leaves to the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// At most `yen` per payment; nothing beyond `times` payments of a month (0 = no such limit).
    PerVisit {
        /// Yen.
        yen: i64,
        /// Payments per month.
        times: usize,
    },
    /// At most `yen` per day; nothing beyond `days` days of a month (0 = no such limit).
    PerDay {
        /// Yen.
        yen: i64,
        /// Days per month.
        days: usize,
    },
    /// At most `yen` per institution and month.
    PerMonth {
        /// Yen.
        yen: i64,
    },
    /// Half of the share, then at most `yen` per institution and month.
    HalfThenMonth {
        /// Yen.
        yen: i64,
    },
}

/// What the patient has paid under one local programme so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paid {
    /// Payments so far.
    visits: usize,
    /// Days so far, with what was paid on them.
    days: Vec<(u8, i64)>,
    /// Yen so far.
    yen: i64,
}

impl Local {
    /// What of `share` yen the patient pays at this payment.
    pub(crate) fn pay(self, paid: &mut Paid, day: u8, share: i64) -> i64 {
        let today: i64 = paid.days.iter().filter(|entry| entry.0 == day).map(|entry| entry.1).sum();
        let new_day = !paid.days.iter().any(|entry| entry.0 == day);
        let yen = match self {
            Self::PerVisit { yen, times } if times == 0 || paid.visits < times => share.min(yen),
            Self::PerDay { yen, days } if days == 0 || !new_day || paid.days.len() < days => {
                share.min((yen - today).max(0))
            }
            Self::PerVisit { .. } | Self::PerDay { .. } => 0,
            Self::PerMonth { yen } => share.min((yen - paid.yen).max(0)),
            Self::HalfThenMonth { yen } => super::percent(share, 50).min((yen - paid.yen).max(0)),
        };
        paid.visits += 1;
        if let Some(entry) = paid.days.iter_mut().find(|entry| entry.0 == day) {
            entry.1 += yen;
        } else if yen > 0 || matches!(self, Self::PerDay { .. }) {
            paid.days.push((day, yen));
        }
        paid.yen += yen;
        yen
    }
}
