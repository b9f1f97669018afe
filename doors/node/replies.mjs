// Answers request files through the npm package, for comparison with the other doors.
//
//   node replies.mjs PACKAGE/santei.js [--image FILE]... [--operation NAME] [--manifest] [REQUEST_FILE]...
//
// Prints one frame per reply: `manifest`, `ok` or `problem`, the length in bytes, a line feed, the reply, a line feed.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [entry, ...args] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(entry));

const frames = [];
function frame(what, body) {
    frames.push(Buffer.from(`${what} ${body.length}\n`), body, Buffer.from("\n"));
}

const images = [];
while (args[0] === "--image") {
    images.push(readFileSync(args[1]));
    args.splice(0, 2);
}
let operation = "calculate";
if (args[0] === "--operation") {
    operation = args[1];
    args.splice(0, 2);
}
const engine = new Engine(images);
for (const arg of args) {
    if (arg === "--manifest") {
        frame("manifest", Buffer.from(engine.manifest()));
        continue;
    }
    try {
        frame("ok", engine[operation](readFileSync(arg)));
    } catch (problem) {
        if (problem.name !== "SanteiProblem") throw problem;
        frame("problem", problem.body);
    }
}
process.stdout.write(Buffer.concat(frames));
