export const id = 252063;
export const ids = [252063];
export const modules = {

/***/ 7395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PI: () => (/* binding */ unknownKind),
/* harmony export */   R3: () => (/* binding */ mistaken),
/* harmony export */   g$: () => (/* binding */ judged),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   lk: () => (/* binding */ judgeRequired)
/* harmony export */ });
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30714);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** For a kind that the engine does not judge: its file in policy/source/ refuses it before. */
function unknownKind({ name, kind }) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `assertion "${name}" has ${kind}, which this engine does not answer`, {
        hint: 'Take it out; docs/policy.md lists what each engine answers.',
    });
}
/** Why the value that an assertion's question gave is not what it expects; undefined where it is. */
function unmet(value, { equals, min, max }) {
    const number = value !== undefined && decimal.test(value) ? Number(value) : Number.NaN;
    const gave = `it returned ${shown(value)}`;
    const same = typeof equals === 'number' ? number === equals && isExact(value) : value === equals;
    if (equals !== undefined && !same)
        return `${gave}, not ${equals}`;
    if ((min !== undefined || max !== undefined) && Number.isNaN(number))
        return `${gave}, not a number`;
    if (min !== undefined && number < min)
        return `${gave}, below ${min}`;
    if (max !== undefined && number > max)
        return `${gave}, above ${max}`;
    return undefined;
}
/** The finding of an assertion that cannot be judged: what is written in the policy is wrong, whatever the backup holds. */
function mistaken({ name, at }, because) {
    const where = at === undefined ? '' : `line ${at.line}, column ${at.column} of the policy: `;
    return {
        level: 'failure',
        blame: 'policy',
        message: `${where}assertion "${name}" cannot be judged: ${because}`,
        hint: 'Correct the assertion in the policy: a single reading statement that returns one row with one column.',
    };
}
const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
/** A whole number beyond what a double holds is another number when it is read. */
const isExact = (value = '') => !/^\s*[-+]?\d+\s*$/.test(value) || Number.isSafeInteger(Number(value));
const matchedCharacters = 10_000;
const matchingMs = 1000;
/** undefined: that is not known after a second. An expression may take for ever over a short text. */
function isMatch(pattern, value) {
    try {
        const given = { pattern, value: value.slice(0, matchedCharacters) };
        return (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('new RegExp(pattern, "u").test(value)', given, { timeout: matchingMs });
    }
    catch (error) {
        if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            return undefined;
        throw error;
    }
}
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value = '') {
    if (value === '')
        return 'nothing';
    return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value;
}
/** The finding of an assertion that does not hold. */
function failed({ name, at }, because) {
    const where = at === undefined ? 'in the policy' : `at line ${at.line} of the policy`;
    return {
        level: 'failure',
        blame: 'data',
        message: `assertion "${name}" does not hold: ${because}`,
        hint: `Check the data in this backup; if it is right, correct the assertion ${where}.`,
    };
}
/** The judgement on a value, undefined where there is none (NULL). undefined: it holds. */
function judged(assertion, value) {
    const { matches } = assertion.expect;
    if (matches !== undefined) {
        if (value === undefined)
            return failed(assertion, `it returned nothing, which ${matches} cannot match`);
        const match = isMatch(matches, value);
        if (match === undefined)
            return mistaken(assertion, `${matches} takes more than a second over the value`);
        return match ? undefined : failed(assertion, `it returned ${shown(value)}, which ${matches} does not match`);
    }
    const because = unmet(value, assertion.expect);
    return because === undefined ? undefined : failed(assertion, because);
}
/** The judgement on names that must be there; `noun`: what they are names of. */
function judgeRequired(assertion, has, noun) {
    const missing = assertion.names.filter((name) => !has(name));
    return missing.length === 0 ? undefined : failed(assertion, `there is no ${noun} ${missing.join(', ')}`);
}


/***/ }),

/***/ 65116:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ command)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime_runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/target/throw-away.js
var throw_away = __webpack_require__(1544);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./engine/command/ending.js

const kept = 8192;
const lastLines = 5;
/** What tells a whole dump from one that was cut off, besides the exit code of its program. */
class Ending {
    #source;
    #end = Buffer.alloc(0);
    bytes = 0;
    constructor(source) {
        this.#source = source;
    }
    add(chunk) {
        this.bytes += chunk.length;
        this.#end = Buffer.from(chunk.length >= kept ? chunk.subarray(-kept) : Buffer.concat([this.#end, chunk]).subarray(-kept));
    }
    /** @throws Problem `dump-incomplete` where it is not there. */
    require() {
        const { name, endsWith, minBytes } = this.#source;
        const incomplete = (because, hint = problem/* remedy */.zL.dump) => new problem/* Problem */.AF('dump-incomplete', `dump of ${name} exited 0, but ${because}`, { hint });
        if (this.bytes === 0)
            throw incomplete('it wrote nothing');
        if (minBytes !== undefined && this.bytes < minBytes)
            throw incomplete(`it wrote ${this.bytes} bytes, fewer than min-size (${minBytes})`, 'Check what it dumped; if that is all there is, lower min-size in the policy.');
        if (endsWith !== undefined && !endsAs(this.#end, endsWith))
            throw incomplete(`its end does not have ${JSON.stringify(endsWith)} (ends-with)`, 'It was cut off, or ends-with in the policy is not what its dumps end with.');
    }
}
/** Its very last bytes, or the beginning of one of its last lines: programs write dates and versions behind their mark. */
function endsAs(end, mark) {
    if (end.toString('latin1').endsWith(Buffer.from(mark).toString('latin1')))
        return true;
    const lines = end.toString('utf8').split(/\r?\n/);
    return lines
        .filter((line) => line.trim() !== '')
        .slice(-lastLines)
        .some((line) => line.startsWith(mark));
}

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/command/facts.js


const mostNames = 100_000;
// Numbers of another kind are told so in facts: "dump (bytes)".
const facts_name = schemas/* string */.YjP().regex(/^[^\u0000-\u001f\u007f]{1,500}(?<! \([a-z ]+\))$/);
const shape = schemas/* strictObject */.rej({
    rows: schemas/* record */.g1P(facts_name, schemas/* int */.Whr().min(0).max(Number.MAX_SAFE_INTEGER)).default({}),
    objects: schemas/* record */.g1P(facts_name.refine((kind) => kind !== 'digest'), schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[^\u0000-\u001f\u007f]{1,1000}$/)))
        .default({}),
});
/** The output of the source's program `facts`: about the source, or about a restored target. */
async function askFacts(programs, signal, target) {
    const { facts } = programs.source;
    if (facts === undefined)
        return undefined;
    return parseTold(await programs.text('facts', facts, signal, target), programs.nameOf('facts'));
}
/** @throws Problem `source-failed` for what is not the JSON that was agreed. Never repeats it. */
function parseTold(text, who) {
    const wrong = (because) => new problem/* Problem */.AF('source-failed', `${who} ${because}`, {
        hint: 'Let it print { "rows": { "orders": 12 }, "objects": { "table": ["orders"] } }, and nothing else, to stdout.',
    });
    let json;
    try {
        json = JSON.parse(text);
    }
    catch {
        throw wrong('printed what is not JSON');
    }
    const { data, error } = shape.safeParse(json);
    if (!data)
        throw wrong(`printed JSON of another form: ${error.issues[0]?.path.join('.') || 'it'} is wrong`);
    const { rows, objects } = data;
    const count = Object.keys(rows).length + Object.values(objects).reduce((sum, names) => sum + names.length, 0);
    if (count > mostNames)
        throw wrong(`printed more than ${mostNames} names`);
    if (count === 0)
        throw wrong('printed neither rows nor objects');
    const sorted = (record, value) => Object.fromEntries(Object.keys(record)
        .sort()
        .map((key) => [key, value(record[key])]));
    return { rows: sorted(rows, (one) => one), objects: sorted(objects, (names) => [...new Set(names)].sort()) };
}
/** Facts of a dump of these bytes. */
function factsOf(told, bytes, digest) {
    return {
        ...{ version: 1, engine: 'command', server: undefined, sizeBytes: bytes },
        rows: told?.rows ?? { 'dump (bytes)': bytes },
        objects: { ...told?.objects, digest: [`sha256 ${digest}`, `size ${bytes}`] },
    };
}
/** The names that facts have, of rows and of objects. */
function namesIn({ rows, objects }) {
    const named = Object.entries(objects).flatMap(([kind, names]) => (kind === 'digest' ? [] : names));
    return new Set([...Object.keys(rows).filter((one) => one !== 'dump (bytes)'), ...named]);
}

// EXTERNAL MODULE: ./engine/programs.js
var programs = __webpack_require__(22542);
// EXTERNAL MODULE: ./engine/service.js
var service = __webpack_require__(5264);
;// CONCATENATED MODULE: ./engine/command/programs.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




const mostText = 1024 * 1024;
/** The programs of a source at the place where they run, with no more of the environment than the policy names. */
class UserPrograms {
    source;
    runtime;
    #env;
    #secrets;
    /** @throws Problem `secret-missing` for a variable without a value. */
    constructor(source, runtime) {
        this.source = source;
        this.runtime = runtime;
        this.#env = environmentOf(source);
        this.#secrets = Object.values(this.#env);
    }
    /** Starts one: its stdout ends cleanly only after exit code 0. */
    spawn(role, argv, signal, target) {
        return this.runtime.spawn(this.#command(role, argv, target), signal);
    }
    /** Gives it the body as its input. What it prints goes nowhere. */
    async feed(argv, body, signal, target, overwrite) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const command = this.#command('restore', argv, target);
            const env = { ...command.env, BACKPROOF_OVERWRITE: overwrite ? '1' : '' };
            const limit = __addDisposableResource(env_1, this.limit('restore', signal), false);
            await (0,runtime_runtime/* feed */.hm)(this.runtime, { ...command, env }, body, limit.signal);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    /** What one prints, at most a MiB of it. */
    async text(role, argv, signal, target) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const limit = __addDisposableResource(env_2, this.limit(role, signal), false);
            const child = this.spawn(role, argv, limit.signal, target);
            const chunks = [];
            let size = 0;
            for await (const chunk of child.stdout) {
                size += chunk.length;
                if (size > mostText) {
                    child.stdout.destroy();
                    await child.ended.catch(() => undefined);
                    throw new problem/* Problem */.AF('source-failed', `${this.nameOf(role)} printed more than 1 MiB`, {
                        hint: 'Let it print less: numbers by name, and names by kind.',
                    });
                }
                chunks.push(chunk);
            }
            await child.ended;
            return this.redact(Buffer.concat(chunks).toString('utf8'));
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            __disposeResources(env_2);
        }
    }
    redact(text) {
        return (0,runtime_runtime/* redact */.E$)(text, this.#secrets);
    }
    nameOf(role) {
        return `${role} of ${this.source.name}`;
    }
    /** Ends what takes longer than the policy says. */
    limit(role, signal) {
        const late = new AbortController();
        const { timeoutMs } = this.source;
        const because = new problem/* Problem */.AF('tool-failed', `${this.nameOf(role)} was ended: it took longer than ${timeoutMs / 1000} s`, {
            hint: 'Set program-timeout: 12h of the source in the policy, if it may take that long.',
        });
        // Longer than a timer can be is for ever.
        const timer = timeoutMs < 2 ** 31 ? setTimeout(() => late.abort(because), timeoutMs) : undefined;
        return { signal: AbortSignal.any([signal, late.signal]), [Symbol.dispose]: () => clearTimeout(timer) };
    }
    #command(role, argv, target) {
        const [program, ...args] = argv;
        const env = { ...this.#env, BACKPROOF_ROLE: role, ...(target === undefined ? {} : { BACKPROOF_TARGET: target }) };
        return {
            program,
            args,
            env,
            secrets: [...this.#secrets, ...(target === undefined ? [] : passwordsIn(target))],
            name: this.nameOf(role),
        };
    }
}
/** Where they run, according to `tools`; by default on this machine. */
async function runtimeOf({ tools }, bench, signal) {
    const { baseEnv, services, label } = bench;
    switch (tools.kind) {
        case 'service':
            return (0,runtime_runtime/* dockerExec */.SW)({ name: tools.service, service: await (0,service/* namedService */.l)(tools.service, bench, signal), baseEnv });
        case 'image':
            return (0,runtime_runtime/* dockerRun */.AY)({ image: tools.image, services, baseEnv, label });
        case 'ssh':
        case 'pod':
            return (0,programs/* onMachine */.R_)(tools, bench);
        default: {
            const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR'];
            return (0,runtime_runtime/* hostRuntime */.Vo)({ env: Object.fromEntries(Object.entries(baseEnv).filter(([name]) => names.includes(name))) });
        }
    }
}
function environmentOf({ name, variables }) {
    const missing = variables.filter((one) => !one.reveal()).map((one) => one.name);
    if (missing.length === 0)
        return Object.fromEntries(variables.map((one) => [one.name, one.reveal() ?? '']));
    const lines = missing.map((one) => `${one}: \${{ secrets.${one} }}`);
    throw new problem/* Problem */.AF('secret-missing', `source ${name}: ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value here`, {
        hint: `Add \`env: { ${lines.join(', ')} }\` to the workflow step, export them in the shell, or remove them from env.`,
    });
}
function passwordsIn(target) {
    const password = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*?:([^/?#@]*)@/i.exec(target)?.[1];
    return password ? [password] : [];
}
/** The failure of a program that refused what it was given, with another code than that of one that could not run. */
function refusedBy(error, code, hint) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure?.exitCode === undefined || failure.exitCode === 126 || failure.exitCode === 127)
        return error;
    const said = (0,runtime_runtime/* lastLines */.w$)(failure.stderr);
    const ofMachine = (0,runtime_runtime/* isOfMachine */.zv)(failure.stderr);
    return new problem/* Problem */.AF(code, `${failure.program} failed (exit ${failure.exitCode})${said === '' ? ', without output' : `: ${said}`}`, {
        hint: ofMachine && code === 'restore-failed' ? problem/* remedy */.zL.target : hint,
        cause: failure,
        ofMachine,
    });
}

;// CONCATENATED MODULE: ./engine/command/dump.js
var dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







const dumpPart = 'dump';
/** What the program `dump` writes, once it exited 0 and its end was seen; the facts are asked for before and after. */
function dumpCommand(programs, signal) {
    const { source } = programs;
    let complete;
    const findings = [];
    async function* parts() {
        const before = await askFacts(programs, signal);
        const ending = new Ending(source);
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const body = external_node_stream_.Readable.from(bytesOf(programs, signal, ending, hash), {
            objectMode: false,
            highWaterMark: 1024 * 1024,
        });
        try {
            yield { name: dumpPart, compression: 'zstd', body };
        }
        finally {
            if (!body.destroy().closed)
                await (0,external_node_events_.once)(body, 'close').catch(() => undefined);
        }
        if (!body.readableEnded)
            return;
        const after = await askFacts(programs, signal);
        if (JSON.stringify(after) !== JSON.stringify(before))
            findings.push({
                level: 'warning',
                blame: 'source',
                message: `facts of ${source.name} changed while it was dumped: a restore is compared with those from before, and may differ`,
                hint: 'Dump when nobody writes, or let dump and facts look at one snapshot.',
            });
        complete = factsOf(before, ending.bytes, hash.digest('hex'));
    }
    return {
        parts: parts(),
        result() {
            if (!complete)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { facts: complete, findings, versions: { command: 'v1' }, consistency: source.consistency };
        },
    };
}
async function* bytesOf(programs, signal, ending, hash) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const limit = dump_addDisposableResource(env_1, programs.limit('dump', signal), false);
        const child = programs.spawn('dump', programs.source.dump, limit.signal);
        try {
            for await (const chunk of child.stdout) {
                ending.add(chunk);
                hash.update(chunk);
                yield chunk;
            }
            await child.ended;
            ending.require();
        }
        catch (error) {
            throw refusedBy(error, 'source-failed', 'Run it by hand with the variables that the policy gives it; its last lines say why.');
        }
        finally {
            child.stdout.destroy();
            await child.ended.catch(() => undefined);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        dump_disposeResources(env_1);
    }
}

;// CONCATENATED MODULE: ./engine/command/content.js




async function openDump(backup) {
    const stored = await backup.open(dumpPart);
    const { sizeBytes, objects } = backup.facts;
    let done = false;
    async function* checked() {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let bytes = 0;
        for await (const chunk of stored) {
            bytes += chunk.length;
            hash.update(chunk);
            yield chunk;
        }
        const damaged = (because) => new problem/* Problem */.AF('object-damaged', `the part ${dumpPart} ${because}`, { hint: problem/* remedy */.zL.damaged });
        if (bytes !== sizeBytes)
            throw damaged(`has ${bytes} bytes, but the dump had ${sizeBytes}`);
        if (!objects['digest']?.includes(`sha256 ${hash.digest('hex')}`))
            throw damaged('is not what was dumped');
        done = true;
    }
    return { body: external_node_stream_.Readable.from(checked(), { objectMode: false }), isDone: () => done };
}
/** Reads all of it. Throws `object-damaged` for one that is not whole. */
async function proveWhole(backup) {
    const { body } = await openDump(backup);
    for await (const _ of body)
        ;
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: ./engine/files/remove.js
var remove = __webpack_require__(33351);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
;// CONCATENATED MODULE: ./engine/command/target.js











// What a program holds back before it writes: less than that is no room, and more was not what it lacked.
const leastRoom = 64 * 1024;
class CommandTarget {
    where;
    name;
    path;
    throwAway;
    #place;
    #programs;
    #signal;
    constructor(place, programs, signal) {
        this.where = place.where;
        this.name = place.where;
        this.path = place.path;
        this.throwAway = place.remove !== undefined;
        this.#place = place;
        this.#programs = programs;
        this.#signal = signal;
    }
    // What the programs make of a text, nobody else knows.
    overlap() {
        return 'none';
    }
    async admit(_backup, request) {
        this.#program(request);
        const { path } = this.#place;
        if (path !== undefined)
            await (0,host_path/* mustMakeIn */.$t)(path);
        await this.#mustBeFree(request.overwrite);
    }
    async restore(backup, request) {
        const { overwrite } = request;
        const restore = this.#program(request);
        const made = await this.#prepare(overwrite);
        try {
            // Never starts with an incomplete backup: what the programs leave elsewhere cannot be undone.
            if (!this.throwAway)
                await proveWhole(backup);
            (0,problem/* stopIfAborted */.NI)(this.#signal);
            await this.#feed(restore, backup, overwrite);
        }
        catch (error) {
            throw await this.#withdrawn(error, made);
        }
        return { findings: [], expected: backup.facts };
    }
    #program({ only }) {
        if (only.length > 0)
            throw new problem/* Problem */.AF('usage', 'a dump of a program of your own is restored as a whole', {
                hint: 'Leave --only out, and take what you need from what was restored.',
            });
        const { restore, name } = this.#programs.source;
        if (restore !== undefined)
            return restore;
        throw new problem/* Problem */.AF('usage', `source ${name} has no restore, so nothing can restore its dumps`, {
            hint: 'Add restore to the policy, or write the dump itself with `restore --raw FOLDER`.',
        });
    }
    async #feed(restore, backup, overwrite) {
        const { body, isDone } = await openDump(backup);
        await this.#programs.feed(restore, body, this.#signal, this.#place.text, overwrite).catch((error) => {
            throw refusedBy(error, 'restore-failed', 'Run it by hand on the dump, which `restore --raw FOLDER` writes.');
        });
        if (isDone())
            return;
        throw new problem/* Problem */.AF('restore-failed', `${this.#programs.nameOf('restore')} exited 0 before it had read all of the dump`, {
            hint: 'Let it read stdin to its end, and exit with another code where it does not take all of it.',
        });
    }
    async facts(like, counted = () => { }) {
        const told = await askFacts(this.#programs, this.#signal, this.#place.text);
        for (const count of Object.values(told?.rows ?? {}))
            counted(count);
        const { check } = this.#programs.source;
        if (check !== undefined)
            await this.#programs.text('check', check, this.#signal, this.#place.text).catch(async (error) => {
                const hint = 'Look at what was restored; if that is right, correct check in the policy.';
                const refused = refusedBy(error, 'restore-failed', hint);
                throw (await this.#roomless(refused)) ?? refused;
            });
        // What was given to the program was compared with the dump while it read.
        const [digest = ''] = (like.objects['digest'] ?? []).map((one) => one.replace(/^sha256 /, ''));
        return factsOf(told, like.sizeBytes, digest);
    }
    async check(assertion) {
        switch (assertion.kind) {
            case 'command':
                return await this.#ask(assertion);
            case 'count-of': {
                const told = await askFacts(this.#programs, this.#signal, this.#place.text);
                const count = told && Object.hasOwn(told.rows, assertion.ask) ? told.rows[assertion.ask] : undefined;
                if (count === undefined)
                    return (0,engine_assertion/* failed */.gz)(assertion, `facts has no number of ${assertion.ask}`);
                return (0,engine_assertion/* judged */.g$)(assertion, String(count));
            }
            case 'required': {
                const told = await askFacts(this.#programs, this.#signal, this.#place.text);
                const names = told ? namesIn(told) : new Set();
                return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'name in its facts');
            }
            default:
                throw (0,engine_assertion/* unknownKind */.PI)(assertion);
        }
    }
    async #ask(assertion) {
        const script = ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c', assertion.ask];
        try {
            return (0,engine_assertion/* judged */.g$)(assertion, (await this.#programs.text('check', script, this.#signal, this.#place.text)).trimEnd());
        }
        catch (error) {
            const failure = (0,runtime_runtime/* failureOf */.g5)(error);
            if (failure?.exitCode === undefined)
                throw error;
            return (0,engine_assertion/* failed */.gz)(assertion, `it exited ${failure.exitCode}: ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr) || 'without output'}`);
        }
    }
    /** Gives what has to go again if the restore fails. Throws `target-refused` for what is not empty. */
    async #prepare(overwrite) {
        const { path } = this.#place;
        if (path === undefined)
            return { top: undefined, wasEmpty: await this.#mustBeFree(overwrite) };
        try {
            const top = await (0,promises_.mkdir)(path, { recursive: true });
            return { top, wasEmpty: await this.#mustBeFree(overwrite) };
        }
        catch (error) {
            if ((0,problem/* isProblem */.AN)(error))
                throw error;
            throw new problem/* Problem */.AF('target-refused', `cannot restore into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
                hint: problem/* remedy */.zL.target,
                cause: error,
            });
        }
    }
    /** Gives whether it is a folder that is empty. */
    async #mustBeFree(overwrite) {
        const { path, text } = this.#place;
        const refuse = (because) => new problem/* Problem */.AF('target-refused', `${this.where} ${because}`, {
            hint: `Name another target, or give --overwrite ${this.name}.`,
        });
        if (path !== undefined) {
            const names = (await (0,promises_.readdir)(path).catch(host_path/* absent */.Ge)) ?? [];
            if (names.length > 0 && !overwrite)
                throw refuse('is not empty');
            return names.length === 0;
        }
        if (overwrite || this.throwAway)
            return false;
        // If nothing answers, there is nothing to lose, as far as can be known.
        const told = await askFacts(this.#programs, this.#signal, text).catch((error) => {
            if ((0,runtime_runtime/* failureOf */.g5)(error) === undefined)
                throw error;
        });
        const [name, count] = Object.entries(told?.rows ?? {}).find(([, rows]) => rows > 0) ?? [];
        if (name !== undefined)
            throw refuse(`is not empty: facts says that ${name} has ${count} rows`);
        return false;
    }
    /** The failure of a program whose folder has no room left, whatever the program made of that: not all say so. */
    async #roomless(error) {
        const { path } = this.#place;
        if (path === undefined || !(0,problem/* isProblem */.AN)(error, 'restore-failed') || error.ofMachine)
            return undefined;
        const { bavail, bsize, files, ffree } = await (0,promises_.statfs)(path);
        if (bavail * bsize >= leastRoom && (files === 0 || ffree > 0))
            return undefined;
        return new problem/* Problem */.AF('restore-failed', `${error.message}; the disk of ${path} is full`, {
            hint: problem/* remedy */.zL.target,
            cause: error.cause,
            ofMachine: true,
        });
    }
    async #withdrawn(thrown, { top, wasEmpty }) {
        const { path } = this.#place;
        const found = await this.#roomless(thrown);
        const error = found ?? thrown;
        try {
            if (path !== undefined && wasEmpty)
                for (const name of await (0,promises_.readdir)(path))
                    await (0,remove/* removeTree */.d)((0,external_node_path_.join)(path, name));
            if (path !== undefined && top !== undefined)
                await (0,host_path/* removeMade */.gp)(path, top);
        }
        catch (also) {
            (0,problem/* noteAlso */.Gv)(error, also);
        }
        const half = path === undefined && !this.throwAway && (0,runtime_runtime/* failureOf */.g5)(error) !== undefined;
        if (!half || !(0,problem/* isProblem */.AN)(error))
            return error;
        return new problem/* Problem */.AF(error.code, `${error.message}; ${this.where} may have a part of it`, {
            hint: error.hint,
            cause: error.cause,
            ofMachine: error.ofMachine,
        });
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
}

;// CONCATENATED MODULE: ./engine/command/sandbox.js



const readyMs = 180_000;
/** A container without a network that stays for a proof: the programs run in it, with what the policy lets them know. */
async function startPlace(source, { image: named, ready }, instead, { baseEnv, label }, signal) {
    const image = instead ?? named;
    const env = environmentOf(source);
    const [program, ...args] = ready;
    const spec = { image, env, args: [], timeoutMs: readyMs, ready: { program, args, env, secrets: Object.values(env) } };
    const sandbox = await (0,runtime_runtime/* startSandbox */.OT)(spec, { label, baseEnv, signal });
    const place = {
        text: 'localhost',
        where: `a container of ${image}`,
        remove: async () => sandbox[Symbol.asyncDispose](),
    };
    return new CommandTarget(place, new UserPrograms(source, sandbox.runtime), signal);
}

;// CONCATENATED MODULE: ./engine/command/source.js





/** Runs nothing of the user's: what there is to be known of the source, only its dump tells. */
async function openCommand(source, bench, signal) {
    (0,problem/* stopIfAborted */.NI)(signal);
    const programs = new UserPrograms(source, await runtimeOf(source, bench, signal));
    const { dump, restore, check, facts } = source;
    const roles = Object.entries({ dump, facts, restore, check }).flatMap(([role, argv]) => argv === undefined ? [] : [{ role, argv }]);
    const shown = roles.map(({ role, argv }) => `${role}: ${programs.redact((0,policy/* shownProgram */.IG)(argv))}`).join('; ');
    return {
        where: `${programs.runtime.where}, which would run ${shown}`,
        server: undefined,
        sizeBytes: Math.max(1, source.minBytes ?? 1),
        async rehearse() {
            for (const { role, argv } of source.sandbox ? roles.slice(0, facts === undefined ? 1 : 2) : roles)
                await requireProgram(argv[0], role);
        },
        dump: () => dumpCommand(programs, signal),
        [Symbol.asyncDispose]: async () => undefined,
    };
    /** Looks for it, and does not start it. */
    async function requireProgram(program, role) {
        const looking = { program: 'sh', args: ['-c', 'command -v -- "$1" >&2', 'sh', program] };
        await (0,runtime_runtime/* text */.Qq)(programs.runtime, looking, signal).catch((error) => {
            if ((0,runtime_runtime/* failureOf */.g5)(error) === undefined)
                throw error;
            throw new problem/* Problem */.AF('tool-missing', `source ${source.name}: ${program}, its ${role}, is not in ${programs.runtime.where}`, {
                hint: 'Install it there and make it executable (`chmod +x`), or set tools to where it is.',
                cause: error,
            });
        });
    }
}

;// CONCATENATED MODULE: ./engine/command/command.js












/** Programs of the user's own, by a protocol that docs/engines.md states. */
const command = {
    name: 'command',
    can: { selects: undefined, restores: [] },
    open: openCommand,
    takes: () => false,
    async contents(backup, _by, _bench, _signal, required = []) {
        await proveWhole(backup);
        const { rows, sizeBytes } = backup.facts;
        const has = namesIn(backup.facts);
        return {
            names: [`dump of ${sizeBytes} bytes`, ...Object.keys(rows).map((name) => `rows of ${name}`)],
            missing: required.filter((name) => !has.has(name)),
        };
    },
    async target(text, by, bench, signal) {
        const source = requireSource(by.source);
        const programs = new UserPrograms(source, await runtimeOf(source, bench, signal));
        const here = source.tools.kind === 'host' || source.tools.kind === 'auto';
        if (!here || (0,policy/* hasScheme */.EV)(text))
            return new CommandTarget({ text, where: withoutPassword(text) }, programs, signal);
        const path = (0,external_node_path_.resolve)(bench.cwd, text);
        return new CommandTarget({ text: path, where: path, path }, programs, signal);
    },
    async sandbox(_dumped, image, bench, signal, given) {
        const source = requireSource(given);
        if (source.sandbox)
            return await startPlace(source, source.sandbox, image, bench, signal);
        const programs = new UserPrograms(source, await runtimeOf(source, bench, signal));
        switch (source.tools.kind) {
            case 'service':
                return await folderInside(programs, source.tools.service, signal);
            case 'ssh':
            case 'pod':
                return await folderInside(programs, programs.runtime.where, signal);
            case 'image':
                throw new problem/* Problem */.AF('sandbox-failed', `source ${source.name}: a container of an image is gone with each program, and what it restored with it`, {
                    hint: 'Set sandbox: { image: NAME, ready: [PROGRAM] } in the policy, for a container that stays during a proof.',
                });
            default:
                return await folderHere(programs, bench, signal);
        }
    },
};
async function folderHere(programs, bench, signal) {
    const folder = await (0,throw_away/* throwAwayFolder */.x)(bench);
    const path = (0,external_node_path_.join)(folder.path, 'restored');
    await (0,promises_.mkdir)(path);
    return new CommandTarget({ text: path, where: path, path, remove: folder.remove }, programs, signal);
}
async function folderInside(programs, service, signal) {
    const { runtime } = programs;
    const path = (await (0,runtime_runtime/* text */.Qq)(runtime, { program: 'mktemp', args: ['-d', '/tmp/backproof-XXXXXXXX'] }, signal)).trim();
    const remove = async () => {
        await (0,runtime_runtime/* text */.Qq)(runtime, { program: 'rm', args: ['-rf', '--', path] }, AbortSignal.timeout(60_000));
    };
    return new CommandTarget({ text: path, where: `${path} in ${service}`, remove }, programs, signal);
}
/** A backup brings no programs: those of the policy that was merged are all that ever runs. */
function requireSource(source) {
    if (source)
        return source;
    throw new problem/* Problem */.AF('usage', 'the policy has no source of that name with engine: command, so nothing can restore this backup', {
        hint: 'Add the source with its restore to the policy, or write the dump itself with `restore --raw FOLDER`.',
    });
}
function withoutPassword(text) {
    return (0,policy/* hasScheme */.EV)(text) ? text.replace(/\/\/[^/]*@/, '//').replace(/[?#].*$/s, '') : text;
}


/***/ }),

/***/ 5264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ namedService)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8300);


/** The service container of that name. @throws Problem `tool-missing`, saying which there are. */
async function namedService(name, { services, baseEnv }, signal) {
    const known = Object.keys(services);
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    // A laptop has no job: there a container is known by its own name.
    const used = found ?? (known.length === 0 ? await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .runningContainer */ .Bf)(name, baseEnv, signal) : undefined);
    if (used !== undefined)
        return used;
    const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-missing', message, {
        hint: known.length === 0
            ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
            : `Its services are ${known.join(', ')}.`,
    });
}


/***/ }),

/***/ 1544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ throwAwayFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _files_remove_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33351);





async function throwAwayFolder({ temporaryDirectory, }) {
    try {
        const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(temporaryDirectory, 'restore-test-'));
        return { path, remove: () => (0,_files_remove_js__WEBPACK_IMPORTED_MODULE_4__/* .removeTree */ .d)(path) };
    }
    catch (cause) {
        const because = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(cause);
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('sandbox-failed', `nothing can be restored into the temporary directory: ${because}`, {
            hint: 'Set TMPDIR to a writable directory with free space.',
            cause,
        });
    }
}


/***/ })

};
