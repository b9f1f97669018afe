// The package from Node: `wasm/build.sh`, then `node --test wasm/test/node.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

// Another build of the package may be tested by its path.
const { Engine } = await import(process.env.SANTEI_PACKAGE ?? "../pkg/santei.js");

const here = (path) => new URL(path, import.meta.url);
const request = readFileSync(here("../../examples/first-visit.json"));
const starter = readFileSync(here("../../data/starter.img"));
const starterR8 = readFileSync(here("../../data/starter_r8.img"));

function problemOf(call) {
    try {
        call();
    } catch (problem) {
        return problem;
    }
    return assert.fail("nothing was thrown");
}

test("text in, text out; bytes in, the same bytes out", () => {
    const engine = new Engine();
    const text = engine.calculate(request.toString("utf8"));
    const bytes = engine.calculate(new Uint8Array(request));
    assert.equal(typeof text, "string");
    assert.ok(bytes instanceof Uint8Array);
    assert.equal(Buffer.from(bytes).toString("utf8"), text);
    assert.equal(JSON.parse(text).schema, "santei/result/1");
});

test("the starter edition is what an engine without images has", () => {
    const given = new Engine([new Uint8Array(starter), new Uint8Array(starterR8)]);
    const builtIn = new Engine();
    assert.equal(given.manifest(), builtIn.manifest());
    assert.equal(given.calculate(request.toString()), builtIn.calculate(request.toString()));
});

test("a request without an answer throws the problem", () => {
    const engine = new Engine();
    const problem = problemOf(() => engine.calculate("{"));
    assert.ok(problem instanceof Error);
    assert.equal(problem.name, "SanteiProblem");
    assert.equal(typeof JSON.parse(problem.body).title, "string");

    const bytes = problemOf(() => engine.calculate(new Uint8Array([0x7b, 0xff, 0x7d]))).body;
    assert.ok(bytes instanceof Uint8Array);
    assert.equal(typeof JSON.parse(Buffer.from(bytes).toString("utf8")).title, "string");
});

test("every operation has its name at this door", () => {
    const engine = new Engine();
    const operations = JSON.parse(engine.manifest()).operations.filter((name) => name !== "manifest");
    assert.deepEqual(operations, ["calculate", "charge", "check", "checkUke", "buildClaim"]);
    for (const name of operations) {
        assert.equal(problemOf(() => engine[name]("{")).name, "SanteiProblem");
        assert.throws(() => engine[name](1), TypeError);
    }
    assert.equal(JSON.parse(engine.check(request.toString("utf8"))).schema, "santei/check-result/1");
});

test("what is no request is a TypeError", () => {
    const engine = new Engine();
    for (const wrong of [undefined, null, 1, {}, []]) {
        assert.throws(() => engine.calculate(wrong), TypeError);
    }
});

test("a damaged image is refused and named", () => {
    const damaged = new Uint8Array(starter);
    damaged[damaged.length >> 1] ^= 1;
    assert.match(problemOf(() => new Engine([damaged])).message, /masters 0/);
    assert.match(problemOf(() => new Engine([new Uint8Array(0)])).message, /masters 0/);
});

test("the manifest is JSON", () => {
    assert.equal(typeof JSON.parse(new Engine().manifest()), "object");
});
