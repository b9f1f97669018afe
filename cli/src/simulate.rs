//! `santei simulate`: the same requests under two revisions, and what makes the difference.
//!
//! All dates of a request are moved by the same whole number of weeks into the days of a revision: weekdays and ages stay, encounters of one
//! month stay in one month, and a holiday stays a holiday. A request for which there is no such move is refused by name.

mod compare;
mod held;
mod moved;
mod page;

use std::io::{Read, Write, stderr};
use std::path::PathBuf;

use clap::Args;
use santei_contract::{ReplyStatus, calculate};
use santei_core::engine::Engine;
use santei_core::snapshot::Edition;
use serde_json::Value;

use crate::exit::{Done, Exit, Failure};
use crate::grid::Grid;
use crate::images::Masters;
use crate::input::{self, Input};
use crate::lang::Lang;
use crate::rules::RevisionArg;
use compare::{Comparison, Report};

/// What to compare.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Request files, JSON or JSON lines; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The revision before
    #[arg(long, value_enum, default_value = "r6")]
    from: RevisionArg,
    /// The revision after
    #[arg(long, value_enum, default_value = "r8")]
    to: RevisionArg,
    /// Hold the prices of drugs and materials: those of the revision before also after, where a line tells no `unitPriceYen`
    #[arg(long)]
    hold_prices: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write a page with a chart
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let (from, to) = (edition(&engine, options.from)?, edition(&engine, options.to)?);
    let mut report = Report::new(&from.manifest().edition, &to.manifest().edition);
    let mut worst = Exit::Complete;
    for (name, request) in requests(options)? {
        match compared(&engine, from, to, (&name, &request), options.hold_prices) {
            Ok(comparison) => report.add(comparison),
            Err(why) => {
                let _ = writeln!(stderr(), "santei: {name}: {why}");
                report.refuse(name, why);
                worst = Exit::Refused;
            }
        }
    }
    if let Some(file) = &options.html {
        std::fs::write(file, page::html(&report, lang)).map_err(|e| Failure::io(file.display(), &e))?;
    }
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&report).map_err(Failure::files)?)?;
    } else {
        text(&report, lang, out)?;
    }
    Ok(worst)
}

fn edition(engine: &Engine, revision: RevisionArg) -> Done<&Edition> {
    let wanted = revision.revision();
    engine.editions().iter().find(|e| e.manifest().revision == wanted).ok_or_else(|| {
        Failure::files(format_args!("{}: no edition of it among the masters in use", wanted.name()))
    })
}

/// Every request with a name for messages.
fn requests(options: &Options) -> Done<Vec<(String, Vec<u8>)>> {
    let mut all = Vec::new();
    for file in &options.files {
        let name = input::name(file);
        match input::read(file, false)? {
            Input::Document(bytes) => all.push((name, bytes)),
            Input::Lines(mut lines) => {
                let mut bytes = Vec::new();
                lines.read_to_end(&mut bytes).map_err(|error| Failure::io(&name, &error))?;
                let lines = (1..).zip(bytes.split(|b| *b == b'\n'));
                let full = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
                all.extend(full.map(|(number, line): (u32, _)| (format!("{name}:{number}"), line.to_vec())));
            }
        }
    }
    Ok(all)
}

fn compared(
    engine: &Engine,
    from: &Edition,
    to: &Edition,
    (name, request): (&str, &[u8]),
    hold: bool,
) -> Result<Comparison, String> {
    let request: Value = serde_json::from_slice(request).map_err(|e| format!("not JSON: {e}"))?;
    let before = moved::into(&request, from.validity(), engine.params())?;
    let mut after = moved::into(&request, to.validity(), engine.params())?;
    let held = if hold { held::hold(from, &before.request, &mut after.request) } else { 0 };
    let answer = |moved: &moved::Moved| -> Result<Value, String> {
        let reply = calculate(engine, moved.request.to_string().as_bytes());
        let body: Value = serde_json::from_slice(&reply.body).map_err(|e| e.to_string())?;
        if reply.status == ReplyStatus::Ok {
            Ok(body)
        } else {
            Err(body.get("detail").and_then(Value::as_str).unwrap_or("no answer").to_owned())
        }
    };
    let mut comparison = Comparison::of(name, (&before, &answer(&before)?), (&after, &answer(&after)?));
    comparison.prices_held = held;
    Ok(comparison)
}

fn text(report: &Report, lang: Lang, out: &mut impl Write) -> Done<()> {
    let heads = [
        lang.pick("診療識別・コード", "section, code"),
        "",
        &report.from,
        &report.to,
        "±",
        lang.pick("理由", "cause"),
    ];
    for comparison in &report.requests {
        writeln!(out, "{}", comparison.request)?;
        let mut grid = Grid::new(&heads).right(2).right(3).right(4);
        for section in &comparison.sections {
            let name = lang.section(&section.section);
            grid.row([
                section.section.clone(),
                name.to_owned(),
                section.before.to_string(),
                section.after.to_string(),
                compare::signed(section.after - section.before),
                String::new(),
            ]);
            for item in comparison.items.iter().filter(|i| i.section == section.section) {
                grid.row([
                    format!("  {}", item.code),
                    item.name.clone(),
                    item.before.to_string(),
                    item.after.to_string(),
                    compare::signed(item.after - item.before),
                    item.cause.told(lang).to_owned(),
                ]);
            }
        }
        grid.row([
            lang.pick("合計", "total").to_owned(),
            String::new(),
            comparison.before.to_string(),
            comparison.after.to_string(),
            compare::signed(comparison.after - comparison.before),
            String::new(),
        ]);
        writeln!(out, "{grid}\n")?;
    }
    let mut grid = Grid::new(&[lang.pick("理由", "cause"), "±"]).right(1);
    for (cause, sum) in report.causes() {
        grid.row([cause.told(lang).to_owned(), compare::signed(sum)]);
    }
    let (before, after) = report.totals();
    writeln!(
        out,
        "{grid}\n{}: {before} → {after} ({})",
        lang.pick("全体", "all"),
        compare::signed(after - before)
    )?;
    for note in report.notes(lang) {
        writeln!(out, "{note}")?;
    }
    Ok(())
}
