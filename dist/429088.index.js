export const id = 429088;
export const ids = [429088];
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

/***/ 83200:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  git: () => (/* binding */ git)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
// EXTERNAL MODULE: ./engine/target/throw-away.js
var throw_away = __webpack_require__(1544);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/git/lfs.js











/** A tar of the files of Git LFS, below lfs/objects/ as in the folder of a repository; absent where there are none. */
const lfsPart = 'lfs.tar';
const nameOf = (oid) => `lfs/objects/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
/** Those of the files that are in the folder of a repository, and those that are not. */
async function storedIn(folder, pointers) {
    const [here, missing] = [[], []];
    for (const pointer of pointers) {
        const found = await (0,promises_.stat)((0,external_node_path_.join)(folder, nameOf(pointer.oid))).catch(host_path/* absent */.Ge);
        if (found?.isFile() && found.size === pointer.bytes)
            here.push(pointer);
        // An empty file is kept nowhere.
        else if (pointer.bytes > 0)
            missing.push(pointer);
    }
    return { here, missing };
}
function uncovered(missing, local) {
    if (missing.length === 0)
        return [];
    const bytes = missing.reduce((sum, one) => sum + one.bytes, 0);
    const what = missing.length === 1 ? '1 file of Git LFS is' : `${missing.length} files of Git LFS are`;
    return [
        {
            level: 'warning',
            blame: 'source',
            message: `${what} not in this backup (${(0,words/* formatBytes */.z3)(bytes)}): ${local ? 'the repository does not have them' : 'git-lfs did not bring them'}`,
            hint: local
                ? 'Run `git lfs fetch --all` in the repository before the backup; with actions/checkout set `lfs: true`, too.'
                : 'Install git-lfs on the machine that backs up, and check that the token may read LFS.',
        },
    ];
}
/** The archive of these files, each compared with its name as it is read. */
function packLfs(folder, files, signal) {
    const archive = (0,tar_stream.pack)();
    // Whoever reads it gets the error, and there may be nobody yet.
    archive.on('error', () => undefined);
    const fill = async () => {
        for (const { oid, bytes } of files) {
            if (signal.aborted)
                throw (0,problem/* cancelled */.KW)(signal);
            const entry = archive.entry({ name: nameOf(oid), size: bytes, mode: 0o444, mtime: new Date(0) });
            entry.on('error', () => undefined);
            const hash = (0,external_node_crypto_.createHash)('sha256');
            for await (const chunk of (0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, nameOf(oid)), { end: bytes })) {
                hash.update(chunk);
                if (!entry.write(chunk))
                    await (0,external_node_events_.once)(entry, 'drain');
            }
            if (hash.digest('hex') !== oid)
                throw new problem/* Problem */.AF('source-failed', `the file ${oid} of Git LFS is damaged in ${folder}`, {
                    hint: 'Run `git lfs fsck` there, then `git lfs fetch --all`.',
                });
            entry.end(null);
        }
        archive.finalize();
    };
    fill().catch((error) => archive.destroy(error));
    return external_node_stream_.Readable.from(archive, { objectMode: false });
}
/**
 * Reads the part to its end, and gives the names of the files in it, each of which is what its name says. `into`: where the
 * wanted ones are written.
 * @throws Problem `object-damaged`
 */
async function readLfs(backup, signal, into) {
    const oids = [];
    if (!backup.parts.includes(lfsPart))
        return oids;
    const archive = (0,tar_stream.extract)();
    const reading = (0,external_node_stream_promises_.pipeline)(await backup.open(lfsPart), archive, { signal });
    reading.catch(() => undefined);
    try {
        for await (const entry of archive) {
            const oid = /^lfs\/objects\/..\/..\/([0-9a-f]{64})$/.exec(entry.header.name)?.[1];
            if (oid === undefined || entry.header.type !== 'file')
                throw damaged('has something else in it');
            const hash = (0,external_node_crypto_.createHash)('sha256');
            const hashing = new external_node_stream_.Transform({
                transform(chunk, _encoding, callback) {
                    hash.update(chunk);
                    callback(null, chunk);
                },
            });
            await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(entry), hashing, await sinkOf(oid, into));
            if (hash.digest('hex') !== oid)
                throw damaged(`has the file ${oid} with another content`);
            oids.push(oid);
        }
        await reading;
    }
    catch (error) {
        archive.destroy();
        // What the store said of its bytes is what went wrong, not that the archive ended early.
        await reading.catch((first) => {
            if ((0,problem/* isProblem */.AN)(first))
                throw first;
        });
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        if ((0,problem/* isProblem */.AN)(error) || error.syscall !== undefined)
            throw error;
        throw damaged('is cut off or no tar');
    }
    const said = backup.facts.objects['lfs'] ?? [];
    if (JSON.stringify(oids) !== JSON.stringify(said))
        throw damaged('does not have the files of its facts');
    return oids;
}
async function sinkOf(oid, into) {
    if (!into?.wants(oid))
        return new external_node_stream_.Writable({ write: (_chunk, _encoding, callback) => callback() });
    const path = (0,external_node_path_.join)(into.folder, nameOf(oid));
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    return (0,external_node_fs_.createWriteStream)(path, { flags: 'wx' });
}
/** The names of the files that the folder of a repository has, each of which is read and is what its name says. */
async function lfsIn(folder, signal) {
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(folder, 'lfs', 'objects'), { recursive: true, withFileTypes: true }).catch(host_path/* absent */.Ge);
    const oids = [];
    for (const one of names ?? []) {
        if (!one.isFile())
            continue;
        const hash = (0,external_node_crypto_.createHash)('sha256');
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)((0,external_node_path_.join)(one.parentPath, one.name)), hash, { signal });
        if (hash.digest('hex') === one.name)
            oids.push(one.name);
    }
    return oids.sort();
}
const damaged = (why) => new problem/* Problem */.AF('object-damaged', `the part ${lfsPart} ${why}`, { hint: problem/* remedy */.zL.damaged });

;// CONCATENATED MODULE: ./engine/git/ref.js

// git-check-ref-format(1), as far as a file of refs could be led astray by it.
const names = /^refs(?:\/(?!\.)(?!.{0,4096}\.lock(?:\/|$))[^\u0000-\u0020\u007f~^:?*[\\/]+)+$/;
/** True for what git takes as the name of a ref. */
function isRefName(name) {
    return names.test(name) && !name.includes('..') && !name.includes('@{') && !name.endsWith('.');
}
const isId = (text) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
/** As people write it: UTF-8 where it is, else its other bytes as %FF. */
function shownName(name) {
    const text = Buffer.from(name, 'latin1').toString('utf8');
    if (!text.includes('\ufffd'))
        return text;
    return name.replace(/[^\u0021-\u007e]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
/** "refs/heads/main": what a person calls main. */
const shortName = (name) => shownName(name).replace(/^refs\/(?:heads|tags)\//, '');
/** Git's own order: by bytes. */
const byName = (refs) => [...refs].sort((a, b) => (a.name < b.name ? -1 : 1));
/** The file in which a repository keeps all its refs (git-pack-refs(1)). */
const packedRefs = (refs) => Buffer.from(`# pack-refs with: sorted \n${byName(refs)
    .map(({ id, name }) => `${id} ${name}\n`)
    .join('')}`, 'latin1');
const headText = (head) => ('ref' in head ? `ref: ${head.ref}\n` : `${head.id}\n`);
/** Those of the refs that one of the patterns picks: `main`, `release-*`, `refs/pull/*`; `*` is any run of characters. */
function selectRefs(refs, patterns) {
    const picked = patterns.map((pattern) => {
        const literal = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
        const expression = new RegExp(`^${literal.join('.*')}$`, 'su');
        return refs.filter(({ name }) => expression.test(shownName(name)) || expression.test(shortName(name)));
    });
    const nothing = patterns.find((_, index) => picked[index]?.length === 0);
    if (nothing !== undefined)
        throw new problem/* Problem */.AF('usage', `--only ${nothing} matches no ref of this backup`, {
            hint: 'Name branches, tags or whole refs, such as main, "release-*" or "refs/pull/*"; `backproof show` lists them.',
        });
    const chosen = new Set(picked.flat());
    return refs.filter((ref) => chosen.has(ref));
}
/** The ref that a person calls so: whole, a branch or a tag. */
function findRef(refs, wanted) {
    const spelled = [wanted, `refs/heads/${wanted}`, `refs/tags/${wanted}`];
    return spelled.flatMap((name) => refs.find((ref) => shownName(ref.name) === name) ?? [])[0];
}
/** @throws Problem `source-failed` for a repository in which nothing is, unless the policy agrees to that. */
function requireRefs({ name, allowEmpty }, refs) {
    if (refs > 0 || allowEmpty)
        return;
    throw new problem/* Problem */.AF('source-failed', `source ${name}: the repository is empty: it has no ref`, {
        hint: 'Check url or path; set `allow-empty: true` where nothing was pushed to it yet.',
    });
}

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime_runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/files/remove.js
var remove = __webpack_require__(33351);
;// CONCATENATED MODULE: ./engine/git/bundle.js




/** A bundle (gitformat-bundle(5)): a list of refs as text, an empty line, and a pack with all that they reach. */
const bundlePart = 'repository.bundle';
/**
 * Written here and not by `git bundle create`: that leaves out, without a word and with exit code 0, a ref whose name could be
 * taken for another's (refs/heads/main beside refs/heads/refs/heads/main), and one that moves while it looks.
 */
function bundleHead({ format, refs, head }) {
    const first = format === 'sha1' ? '# v2 git bundle\n' : '# v3 git bundle\n@object-format=sha256\n';
    const at = 'id' in head ? head.id : refs.find(({ name }) => name === head.ref)?.id;
    const lines = refs.map(({ id, name }) => `${id} ${name}\n`);
    return Buffer.from(`${first}${lines.join('')}${at === undefined ? '' : `${at} HEAD\n`}\n`, 'latin1');
}
/**
 * Whether a pack ends as one (gitformat-pack(5)): with the digest of all before. The exit code of the program that writes it is
 * not all that says so.
 */
class PackEnd {
    #hash;
    #length;
    #end = Buffer.alloc(0);
    #began = Buffer.alloc(0);
    constructor(format) {
        this.#hash = (0,external_node_crypto_.createHash)(format);
        this.#length = format === 'sha1' ? 20 : 32;
    }
    add(chunk) {
        if (this.#began.length < 4)
            this.#began = Buffer.concat([this.#began, chunk.subarray(0, 4)]).subarray(0, 4);
        // The last bytes so far are held back from the digest: they may be the one that it ends with.
        if (chunk.length < this.#length)
            this.#hold(Buffer.concat([this.#end, chunk]));
        else {
            this.#hash.update(this.#end);
            this.#hold(chunk);
        }
    }
    #hold(bytes) {
        this.#hash.update(bytes.subarray(0, -this.#length));
        this.#end = Buffer.from(bytes.subarray(-this.#length));
    }
    /** @throws Problem `dump-incomplete` where it does not; at most once. */
    require() {
        if (this.#began.toString('latin1') === 'PACK' && this.#hash.digest().equals(this.#end))
            return;
        throw new problem/* Problem */.AF('dump-incomplete', 'git pack-objects exited 0, but the pack that it wrote does not end as one', {
            hint: problem/* remedy */.zL.dump,
        });
    }
}
/**
 * Splits a stream into the refs at its beginning and the rest: the pack. Throws `object-damaged` if it is not a bundle.
 */
async function openBundle(body) {
    const chunks = body.iterator({ destroyOnReturn: false });
    let head = Buffer.alloc(0);
    for (;;) {
        const end = head.indexOf('\n\n');
        if (end >= 0) {
            const rest = head.subarray(end + 2);
            return { ...parseHead(head.toString('latin1', 0, end + 1)), pack: packOf(rest, chunks, body) };
        }
        if (head.length > longestHead)
            throw bundle_damaged('has no end of its list of refs');
        const next = await chunks.next();
        if (next.done)
            throw bundle_damaged('is cut off in its list of refs');
        head = Buffer.concat([head, next.value]);
    }
}
const longestHead = 256 * 1024 * 1024;
function packOf(first, chunks, body) {
    const rest = async function* () {
        try {
            if (first.length > 0)
                yield first;
            for (let next = await chunks.next(); !next.done; next = await chunks.next())
                yield next.value;
        }
        finally {
            body.destroy();
        }
    };
    return external_node_stream_.Readable.from(rest(), { objectMode: false });
}
function parseHead(text) {
    const [first, ...lines] = text.trimEnd().split('\n');
    const sha256 = first === '# v3 git bundle' && lines[0] === '@object-format=sha256';
    if (first !== '# v2 git bundle' && !sha256)
        throw bundle_damaged('does not begin as one');
    const refs = lines.slice(sha256 ? 1 : 0).flatMap((line) => {
        const [, id = '', name = ''] = /^(\S+) (.+)$/s.exec(line) ?? [];
        if (!isId(id) || id.length !== (sha256 ? 64 : 40) || !(name === 'HEAD' || isRefName(name)))
            throw bundle_damaged('has a line that is no ref');
        return name === 'HEAD' ? [] : [{ id, name }];
    });
    return { format: sha256 ? 'sha256' : 'sha1', refs };
}
const bundle_damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `the bundle ${why}`, { hint: problem/* remedy */.zL.damaged, ...((0,problem/* isProblem */.AN)(cause) ? { cause } : {}) });

;// CONCATENATED MODULE: ./engine/git/program.js


/** No hook, no monitor, no prompt, no protocol that is not asked for, and nothing that goes on in the background. */
const safe = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.untrackedCache', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['protocol.allow', 'never'],
    ['submodule.recurse', 'false'],
    ['pack.windowMemory', '64m'],
    // A blob beyond it is streamed, not held.
    ['core.bigFileThreshold', '32m'],
];
function gitIn(folder, { baseEnv }, options = {}) {
    const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({ env: baseEnv });
    const config = [...safe, ...(options.config ?? [])];
    const pairs = config.flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${i}`, key],
        [`GIT_CONFIG_VALUE_${i}`, value],
    ]);
    const env = {
        GIT_DIR: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        ...(options.settings === 'user' ? {} : { GIT_CONFIG_GLOBAL: '/dev/null' }),
        GIT_CONFIG_COUNT: String(config.length),
        ...Object.fromEntries(pairs),
        GIT_TERMINAL_PROMPT: '0',
        GIT_NO_REPLACE_OBJECTS: '1',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_DEFAULT_REF_FORMAT: 'files',
        LC_ALL: 'C',
        ...options.env,
    };
    const secrets = options.secrets ?? [];
    const command = (args) => ({ program: 'git', args, env, secrets, name: `git ${args[0]}` });
    return {
        folder,
        spawn: (args, signal, stdin) => runtime.spawn({ ...command(args), stdin: stdin ?? 'none' }, signal),
        text: (args, signal) => (0,runtime_runtime/* text */.Qq)(runtime, command(args), signal),
        feed: (args, body, signal, hear) => (0,runtime_runtime/* feed */.hm)(runtime, command(args), body, signal, hear),
    };
}
/** Which git it is. @throws Problem `tool-missing`, or `tool-version` for one that does not take its settings from us. */
async function gitVersion(git, signal) {
    const said = (await git.text(['version'], signal)).trim();
    const [, version = said, major = 0, minor = 0] = /(\d+)\.(\d+)[\d.]*/
        .exec(said)?.[0]
        .match(/^((\d+)\.(\d+).*)$/)
        ?.slice(0) ?? [];
    if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 31))
        return version;
    throw new problem/* Problem */.AF('tool-version', `${said} is older than 2.31, which is the oldest that can be kept from a repository's hooks`, {
        hint: 'Install git 2.31 or newer.',
    });
}
/** Every line of a program's output, as it comes, bytes as characters. */
async function* linesOf(body) {
    let left = '';
    for await (const chunk of body) {
        const lines = (left + chunk.toString('latin1')).split('\n');
        left = lines.pop() ?? '';
        yield* lines;
    }
    if (left !== '')
        yield left;
}

;// CONCATENATED MODULE: ./engine/git/facts.js


/** What facts say of refs: their names with what they lead to, and where HEAD leads. */
function refFacts({ refs, head }) {
    return {
        ref: refs.map(({ name, id }) => `${shownName(name)} ${id}`).sort(),
        head: [shownName(headText(head).trimEnd())],
    };
}
/** Where HEAD pointed, by the backup's facts; a name that no ref can have gives main. */
function headOf({ objects }) {
    const [said = ''] = objects['head'] ?? [];
    if (isId(said))
        return { id: said };
    const ref = Buffer.from(said.replace(/^ref: /, ''), 'utf8').toString('latin1');
    return { ref: isRefName(ref) ? ref : 'refs/heads/main' };
}
/** All refs of a repository that git reads, as of one listing. Throws what git says of one that it leaves out. */
async function listRefs(git, signal) {
    const child = git.spawn(['for-each-ref', '--format=%(objectname) %(refname)'], signal);
    const refs = [];
    for await (const line of linesOf(child.stdout)) {
        const at = line.indexOf(' ');
        refs.push({ id: line.slice(0, at), name: line.slice(at + 1) });
    }
    // With exit code 0: a ref of a name that none may have, one that holds no id, and whatever else it comes to leave out.
    const ignored = /^warning: ignoring (.*)/m.exec(await child.ended)?.[1];
    if (ignored !== undefined)
        throw new Error(`git leaves something out: ignoring ${ignored}`);
    return byName(refs);
}
/** The commits that the refs, and HEAD, reach; of some refs or of all. */
async function countCommits(git, refs, signal, counted = () => { }) {
    const child = git.spawn(['rev-list', ...(refs === 'all' ? ['--all'] : ['--stdin'])], signal, 'open');
    child.stdin.end(refs === 'all' ? '' : refs.map(({ id }) => `${id}\n`).join(''));
    let count = 0;
    let told = 0;
    for await (const _ of linesOf(child.stdout)) {
        count += 1;
        if (count - told < 1000 && told > 0)
            continue;
        counted(count - told);
        told = count;
    }
    await child.ended;
    if (count > told)
        counted(count - told);
    return count;
}

;// CONCATENATED MODULE: ./engine/git/local.js







/** Looks for it by names alone. Throws `source-failed` for what is none, or has only a part of its history. */
async function findRepository(named) {
    const path = (0,external_node_path_.resolve)(named);
    const failed = (because, hint) => new problem/* Problem */.AF('source-failed', `${path} ${because}`, { hint });
    const inside = await (0,promises_.stat)((0,external_node_path_.join)(path, '.git')).catch(missing);
    const git = !inside ? path : inside.isDirectory() ? (0,external_node_path_.join)(path, '.git') : await linked((0,external_node_path_.join)(path, '.git'));
    const common = (0,external_node_path_.resolve)(git, (await readText((0,external_node_path_.join)(git, 'commondir'))) ?? '.');
    const parts = await Promise.all(['HEAD', 'objects'].map((name) => (0,promises_.stat)((0,external_node_path_.join)(name === 'HEAD' ? git : common, name)).catch(missing)));
    if (parts.includes(undefined))
        throw failed('is not a git repository', 'Name the folder that holds .git, or a bare repository.');
    const full = 'Clone all of it: with actions/checkout set `fetch-depth: 0`; here run `git fetch --unshallow`.';
    const shallow = await readText((0,external_node_path_.join)(common, 'shallow'));
    if (shallow)
        throw failed('is a shallow clone: it does not have all of its history', full);
    const packs = await (0,promises_.readdir)((0,external_node_path_.join)(common, 'objects', 'pack')).catch(() => []);
    const config = (await readText((0,external_node_path_.join)(common, 'config'))) ?? '';
    if (packs.some((name) => name.endsWith('.promisor')) ||
        /^\s*(?:promisor\s*=\s*(?:true|yes|on|1)|partialclone\s*=)/im.test(config))
        throw failed('is a partial clone: it does not have all of its files', 'Clone it without --filter; with actions/checkout leave `filter` and `sparse-checkout` out.');
    return { path, git, common };
}
/**
 * A repository of our own beside it, with its refs as they are now, which finds its objects there. Later changes and
 * its configuration have no effect.
 */
async function viewOf({ path, git: own, common }, folder, bench, signal) {
    const source = gitIn(own, bench);
    const said = (await source.text(['rev-parse', '--show-object-format'], signal)).trim();
    const format = said === 'sha256' ? 'sha256' : 'sha1';
    const refs = await listRefs(source, signal).catch((error) => {
        if (error instanceof problem/* Problem */.AF)
            throw error;
        throw new problem/* Problem */.AF('source-failed', `${path}: ${error.message}`, {
            hint: 'Run `git for-each-ref` there; set the ref to a commit, rename its file (or its line in packed-refs), or delete it.',
        });
    });
    const head = await headIn(source, own, signal);
    const git = await emptyRepository(folder, format, bench, signal);
    const objects = (0,external_node_path_.join)(await (0,promises_.realpath)(common), 'objects');
    if (/[\n"#]/.test(objects))
        throw new problem/* Problem */.AF('source-failed', `${JSON.stringify(path)} has a line feed, a " or a # in its path`, {
            hint: 'Move the repository, or name it by a link without them.',
        });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'objects', 'info', 'alternates'), `${objects}\n`);
    await setRefs(git, { format, refs, head });
    return { git, refs: { format, refs, head } };
}
/** A new bare repository, without hooks. */
async function emptyRepository(folder, format, bench, signal) {
    const git = gitIn(folder, bench);
    await git.text(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`], signal);
    return git;
}
/** All of a new repository's refs at once. */
async function setRefs({ folder }, { refs, head }) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'packed-refs'), packedRefs(refs));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'HEAD'), Buffer.from(headText(head), 'latin1'));
}
async function headIn(git, folder, signal) {
    const text = (await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'HEAD'), 'latin1')).trim();
    if (isId(text))
        return { id: text };
    const ref = /^ref: (refs\/.+)$/s.exec(text)?.[1];
    // With refs in tables the file says nothing (refs/heads/.invalid).
    if (ref !== undefined && !ref.endsWith('/.invalid'))
        return { ref };
    const said = (await git.text(['rev-parse', '--symbolic-full-name', 'HEAD'], signal)).trim();
    return said.startsWith('refs/') ? { ref: said } : { id: (await git.text(['rev-parse', 'HEAD'], signal)).trim() };
}
/** Of a worktree or a submodule: `gitdir: PATH`. */
async function linked(file) {
    const to = /^gitdir: (.+)$/s.exec((await readText(file)) ?? '')?.[1] ?? '';
    return (0,external_node_path_.isAbsolute)(to) ? to : (0,external_node_path_.resolve)(file, '..', to);
}
async function readText(file) {
    const text = await (0,promises_.readFile)(file, 'utf8').catch(missing);
    return text?.trim();
}
function missing(error) {
    if (error.code !== 'ENOTDIR')
        return (0,host_path/* absent */.Ge)(error);
}

;// CONCATENATED MODULE: ./engine/git/pointer.js


/** Every file of Git LFS that a ref reaches, once, by its name. Empty, and soon known, where no .gitattributes asks for LFS. */
async function pointersIn(git, signal) {
    const found = new Map();
    if (!(await usesLfs(git, signal)))
        return found;
    const all = git.spawn(['rev-list', '--all', '--objects', '--no-object-names', '--filter=blob:limit=1k'], signal);
    const typed = git.spawn(['cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'], signal, 'open');
    const blobs = async function* () {
        for await (const line of linesOf(typed.stdout))
            if (line.endsWith(' blob'))
                yield `${line.slice(0, line.indexOf(' '))}\n`;
    };
    const read = git.spawn(['cat-file', '--batch', '--buffer'], signal, 'open');
    const parsing = (async () => {
        for await (const { oid, bytes } of parsed(read.stdout))
            found.set(oid, { oid, bytes });
    })();
    await Promise.all([(0,external_node_stream_promises_.pipeline)(all.stdout, typed.stdin), (0,external_node_stream_promises_.pipeline)(blobs, read.stdin), parsing]);
    await Promise.all([all.ended, typed.ended, read.ended]);
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
/** Whether any commit has a .gitattributes, in any folder, that gives files to LFS. */
async function usesLfs(git, signal) {
    const log = ['log', '--all', '--format=', '--raw', '--no-abbrev', '--no-renames', '--diff-merges=first-parent'];
    const changed = git.spawn([...log, '--', ':(glob)**/.gitattributes'], signal);
    const ids = new Set();
    for await (const line of linesOf(changed.stdout)) {
        const id = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) /.exec(line)?.[1];
        if (id !== undefined && !/^0+$/.test(id))
            ids.add(id);
    }
    await changed.ended;
    if (ids.size === 0)
        return false;
    const read = git.spawn(['cat-file', '--batch', '--buffer'], signal, 'open');
    const asking = (0,external_node_stream_promises_.pipeline)([...ids].map((id) => `${id}\n`), read.stdin);
    let is = false;
    for await (const line of linesOf(read.stdout))
        is ||= /^[^#].*\bfilter=lfs\b/.test(line);
    await asking;
    await read.ended;
    return is;
}
/** Pointers by the specification of Git LFS, among other small files of any content. */
async function* parsed(body) {
    // Where a pointer may begin is right after what git says of the next object.
    let [at, oid] = ['elsewhere', ''];
    for await (const line of linesOf(body)) {
        if (at === 'begin' && line === 'version https://git-lfs.github.com/spec/v1')
            [at, oid] = ['inside', ''];
        else if (/^[0-9a-f]{40,64} blob \d+$/.test(line))
            at = 'begin';
        else if (at === 'inside') {
            oid = /^oid sha256:([0-9a-f]{64})$/.exec(line)?.[1] ?? oid;
            const bytes = /^size (\d+)$/.exec(line)?.[1];
            if (bytes !== undefined && oid !== '')
                yield { oid, bytes: Number(bytes) };
            if (bytes !== undefined || !/^(?:ext-\d|oid )/.test(line))
                at = 'elsewhere';
        }
        else
            at = 'elsewhere';
    }
}

;// CONCATENATED MODULE: ./engine/git/restore.js















/** Makes the backup a bare repository in an empty folder, and has git look at every object of it. */
async function unpack(backup, folder, bench, signal) {
    const { format, refs, pack } = await openBundle(await backup.open(bundlePart));
    const all = { format, refs, head: headOf(backup.facts) };
    const git = await emptyRepository(folder, format, bench, signal);
    if (refs.length === 0 && !('id' in all.head)) {
        for await (const _ of pack)
            throw bundle_damaged('has no refs, but something after them');
    }
    else {
        await git.feed(['index-pack', '--stdin'], pack, signal).catch((error) => {
            throw broken(error);
        });
    }
    await setRefs(git, all);
    requireEqual(backup.facts, refFacts(all));
    return { refs: all, findings: await inspect(git, signal) };
}
/** The refs of the bundle must match its facts: otherwise one of the two is not as written. */
function requireEqual(facts, found) {
    const [said, is] = [facts.objects, found].map((objects) => JSON.stringify([objects['ref'], objects['head']]));
    if (said !== is)
        throw bundle_damaged('does not have the refs of its facts');
}
/** Every object is what its name says, and nothing that a ref reaches is missing. */
async function inspect(git, signal) {
    try {
        await git.text(['fsck', '--full', '--strict', '--no-dangling', '--no-progress'], signal);
        return [];
    }
    catch (error) {
        const failure = (0,runtime_runtime/* failureOf */.g5)(error);
        if (failure?.exitCode === undefined)
            throw error;
        const lines = failure.stderr.split('\n').filter((line) => line !== '' && !/^(?:notice|warning)\b/.test(line));
        // The bit of what is wrong within objects: old programs wrote dates and modes that git objects to, and keeps.
        const inForm = failure.exitCode === 1 && lines.every((line) => /^(?:error|warning) in (?:commit|tree|tag|blob) /.test(line));
        if (!inForm)
            throw unwritten(failure) ?? bundle_damaged(`does not pass git fsck: ${(0,runtime_runtime/* lastLines */.w$)(lines.join('\n'))}`, error);
        return [
            {
                level: 'note',
                blame: 'source',
                message: `git fsck objects to the form of old objects, which are as they were in the source: ${(0,runtime_runtime/* lastLines */.w$)(lines.join('\n'))}`,
                hint: 'Nothing needs to be done; `git fsck` says the same of the source.',
            },
        ];
    }
}
function broken(error) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure?.exitCode === undefined)
        return error;
    return unwritten(failure) ?? bundle_damaged(`is no whole one: ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr)}`, error);
}
/** What git says where it is the machine that does not take, or give, what it writes. */
function unwritten(failure) {
    const refused = /unable to create|cannot open|Permission denied|unable to write|write error|mmap failed|Out of memory/i;
    if (!(0,runtime_runtime/* isOfMachine */.zv)(failure.stderr) && !refused.test(failure.stderr))
        return undefined;
    return new problem/* Problem */.AF('restore-failed', `git cannot write: ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr)}`, {
        hint: problem/* remedy */.zL.target,
        cause: failure,
        ofMachine: true,
    });
}
/** Puts the repository in place whole or not at all: it is made beside the target, checked, then renamed. */
async function restoreGit(backup, into, { only, overwrite }, bench, signal) {
    await admitGit(into, overwrite);
    const unfinished = (0,external_node_path_.join)((0,external_node_path_.dirname)(into), `.${(0,external_node_path_.basename)(into)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.backproof-partial`);
    let made;
    try {
        made = await (0,promises_.mkdir)((0,external_node_path_.dirname)(into), { recursive: true });
        await (0,promises_.mkdir)(unfinished, { mode: 0o700 });
        const { refs, findings } = await unpack(backup, unfinished, bench, signal);
        const git = gitIn(unfinished, bench);
        const expected = only.length === 0 ? backup.facts : await reduce(git, refs, only, backup.facts, signal);
        const wanted = new Set(expected.objects['lfs']);
        await readLfs(backup, signal, { folder: unfinished, wants: (oid) => wanted.has(oid) });
        await replace(unfinished, into);
        return { findings, expected };
    }
    catch (error) {
        await (0,remove/* removeTree */.d)(unfinished).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        await (0,host_path/* removeMade */.gp)((0,external_node_path_.dirname)(into), made);
        if ((0,problem/* isProblem */.AN)(error) || error.code === undefined)
            throw error;
        throw new problem/* Problem */.AF('restore-failed', `cannot write ${into}: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: problem/* remedy */.zL.target,
            cause: error,
        });
    }
}
/** Leaves the refs that were asked for, and nothing that only others reach. */
async function reduce(git, all, only, facts, signal) {
    const refs = selectRefs(all.refs, only);
    const kept = 'ref' in all.head && refs.some(({ name }) => name === ('ref' in all.head ? all.head.ref : ''));
    const branch = refs.find(({ name }) => name.startsWith('refs/heads/'))?.name ?? 'refs/heads/main';
    const reduced = { ...all, refs, head: kept ? all.head : { ref: branch } };
    await setRefs(git, reduced);
    await git.text(['repack', '-a', '-d', '-q'], signal);
    const reached = await pointersIn(git, signal);
    const lfs = (facts.objects['lfs'] ?? []).filter((oid) => reached.has(oid));
    const commits = await countCommits(git, 'all', signal);
    return {
        ...facts,
        rows: { commits, ...(lfs.length === 0 ? {} : { 'lfs (files)': lfs.length }) },
        objects: { ...refFacts(reduced), ...(lfs.length === 0 ? {} : { lfs }) },
    };
}
/** Refuses a folder that cannot be restored into, and changes nothing. */
async function admitGit(into, overwrite) {
    await (0,host_path/* mustMakeIn */.$t)((0,external_node_path_.dirname)(into));
    const refuse = (what, hint) => new problem/* Problem */.AF('target-refused', `${into} ${what}`, { hint });
    const there = await (0,promises_.lstat)(into).catch(host_path/* absent */.Ge);
    if (!there)
        return;
    if (!there.isDirectory())
        throw refuse('is not a folder', 'Name a folder that does not exist yet.');
    const names = await (0,promises_.readdir)(into);
    if (names.length === 0)
        return;
    if (!overwrite)
        throw refuse('is not empty', `Name a folder that does not exist yet, or give --overwrite ${into}.`);
    if (!['HEAD', 'objects', 'refs'].every((name) => names.includes(name)))
        throw refuse('holds something else than a bare repository, which is not replaced', 'Name another folder, then `git fetch` from there.');
}
/** A link in the place of the target, or what another process has put there meanwhile, is not replaced. */
async function replace(unfinished, into) {
    const there = await (0,promises_.lstat)(into).catch(host_path/* absent */.Ge);
    if (!there)
        return (0,promises_.rename)(unfinished, into);
    if ((await (0,promises_.readdir)(into)).length === 0) {
        await (0,promises_.rmdir)(into);
        return (0,promises_.rename)(unfinished, into);
    }
    const aside = `${unfinished}.old`;
    await (0,promises_.rename)(into, aside);
    try {
        await (0,promises_.rename)(unfinished, into);
    }
    catch (error) {
        await (0,promises_.rename)(aside, into).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    await (0,remove/* removeTree */.d)(aside);
}

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./engine/git/address.js



const example = 'https://user:token@host/owner/repository.git';
/** @throws Problem `policy-invalid` or `secret-missing`, which never shows the URL. */
function addressOf({ name, url: secret, path, agent }) {
    if (!secret)
        return { kind: 'path', path: path ?? '.' };
    const bad = (because, hint = `Write it as ${example}, with special characters URL-encoded.`) => new problem/* Problem */.AF('policy-invalid', `source ${name}, by ${secret.origin()}: ${because}`, { hint });
    const text = secret.reveal().trim();
    if (!(0,policy/* hasScheme */.EV)(text)) {
        const scp = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/)/.test(text);
        const hint = scp ? 'Write ssh://git@host/owner/repository.git, with a slash after the host.' : undefined;
        throw bad(`the URL does not begin with https://, ssh:// or file://`, hint);
    }
    const url = URL.parse(text);
    if (!url || /\s/.test(text))
        throw bad('the URL cannot be parsed');
    if (url.search || url.hash)
        throw bad('the URL has a ? or # in it, which no repository has');
    switch (url.protocol) {
        case 'file:': {
            if (url.host && url.host !== 'localhost')
                throw bad('the URL has a host, but file:// is of this machine', 'Write file:///path/to/repository.git.');
            return { kind: 'path', path: (0,external_node_url_.fileURLToPath)(`file://${url.pathname}`) };
        }
        case 'ssh:': {
            if (url.password)
                throw bad('the URL has a password, which ssh takes from nobody', 'Use a key: ssh://git@host/repository.git.');
            if (/^-/.test(url.hostname) || /^-/.test(decodeURIComponent(url.username)))
                throw bad('the URL has a host or user that begins with -');
            return { kind: 'url', url: url.href, options: { ...overSsh(agent) } };
        }
        case 'https:':
        case 'http:': {
            const plain = (0,policy/* plainHttpFault */.r7)(url.origin, false);
            if (plain)
                throw bad(`the URL ${plain.message}`, 'Write https://.');
            return { kind: 'url', ...overHttp(url, bad) };
        }
        default:
            throw bad(`the URL begins with ${url.protocol}//, which git is not asked to speak`);
    }
}
/** The keys of this user, or of the agent; a host whose key is not known is not spoken to, and nobody is asked. */
function overSsh(agent) {
    return {
        settings: 'user',
        config: [['protocol.ssh.allow', 'always']],
        env: {
            GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=30',
            GIT_SSH_VARIANT: 'ssh',
            ...(agent === undefined ? {} : { SSH_AUTH_SOCK: agent }),
        },
    };
}
/**
 * What answers git's question for a user and a password, from the environment. Git asks it for this server alone: one that it is
 * redirected to gets nothing.
 */
const helper = `!f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$BACKPROOF_GIT_USER" "$BACKPROOF_GIT_PASSWORD"; }; f`;
function overHttp(url, bad) {
    const [user, password] = [url.username, url.password].map((part) => {
        try {
            return decodeURIComponent(part);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    });
    if (/[\n\r\0]/.test(user + password))
        throw bad('the user or the password has a line feed in it');
    url.username = '';
    url.password = '';
    const scheme = url.protocol.slice(0, -1);
    const config = [[`protocol.${scheme}.allow`, 'always']];
    if (user === '' && password === '')
        return { url: url.href, options: { settings: 'user', config } };
    // The first, empty one, takes those of every file back.
    config.push(['credential.helper', ''], [`credential.${url.origin}.helper`, helper]);
    return {
        url: url.href,
        options: {
            settings: 'user',
            config,
            // GitHub takes a token as either.
            env: { BACKPROOF_GIT_USER: user || 'x-access-token', BACKPROOF_GIT_PASSWORD: password || user },
            secrets: [password, user].filter((one) => one !== '' && !/^(git|x-access-token|oauth2)$/.test(one)),
        },
    };
}

;// CONCATENATED MODULE: ./engine/git/remote.js






/** Asks the server for its refs: proves that it is there, and lets us in. */
async function askRemote({ url, options }, folder, bench, signal) {
    const git = gitIn(folder, bench, options);
    const said = await git.text(['ls-remote', '--symref', '--', url], signal).catch((error) => {
        throw refused(error, url);
    });
    const lines = said
        .trimEnd()
        .split('\n')
        .filter((line) => line !== '');
    const target = lines.flatMap((line) => /^ref: (refs\/\S+)\tHEAD$/.exec(line)?.[1] ?? [])[0];
    const ids = lines.flatMap((line) => /^([0-9a-f]{40,64})\t(.+)$/.exec(line)?.slice(1) ?? []);
    const detached = ids[ids.indexOf('HEAD') - 1];
    const head = target !== undefined && isRefName(target)
        ? { ref: target }
        : detached !== undefined && ids.includes('HEAD')
            ? { id: detached }
            : { ref: 'refs/heads/main' };
    return { head, format: ids[0]?.length === 64 ? 'sha256' : 'sha1', refs: ids.length / 2 };
}
const tries = 3;
/** A mirror of it in an empty folder: every ref as of one listing, and all that they reach. */
async function mirrorOf(remote, folder, bench, signal) {
    const { head, format } = await askRemote(remote, folder, bench, signal);
    const git = await emptyRepository(folder, format, bench, signal);
    const fetching = gitIn(folder, bench, remote.options);
    const fetch = ['fetch', '--quiet', '--no-tags', '--force', '--no-write-fetch-head', '--no-recurse-submodules'];
    for (let left = tries - 1;; left -= 1) {
        try {
            // Where HEAD is a commit and no branch, no ref need lead to it.
            const wanted = ['+refs/*:refs/*', ...('id' in head ? ['HEAD'] : [])];
            await fetching.text([...fetch, '--', remote.url, ...wanted], signal);
            break;
        }
        catch (error) {
            // A ref was moved or deleted by force between its listing and the asking for it: the next listing is another moment.
            const moved = /not our ref|did not send all necessary objects/.test((0,runtime_runtime/* failureOf */.g5)(error)?.stderr ?? '');
            if (!moved || left === 0)
                throw refused(error, remote.url);
        }
    }
    const all = { format, refs: await listRefs(git, signal), head };
    await setRefs(git, all);
    return { git, refs: all };
}
/**
 * Fetches the Git LFS files that any ref reaches into the mirror. Without git-lfs it fetches none, and the later check
 * reports that.
 */
async function fetchLfs({ url, options }, folder, bench, signal) {
    // A .lfsconfig of the repository could name another server: it is asked for nothing.
    const server = url.startsWith('ssh:') ? url : `${url.replace(/(?:\.git)?\/*$/, '.git')}/info/lfs`;
    const own = [['remote.origin.url', url], ['lfs.url', server]];
    const git = gitIn(folder, bench, { ...options, config: [...(options.config ?? []), ...own] });
    try {
        await git.text(['lfs', 'version'], signal);
    }
    catch (error) {
        if ((0,runtime_runtime/* failureOf */.g5)(error))
            return;
        throw error;
    }
    await git.text(['lfs', 'fetch', '--all', 'origin'], signal).catch((error) => {
        // What a server does not have any more is named as missing, like all that is not here.
        if (!(0,runtime_runtime/* failureOf */.g5)(error))
            throw error;
    });
}
function refused(error, url) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (!failure)
        return error;
    const { stderr } = failure;
    const said = (0,runtime_runtime/* lastLines */.w$)(stderr
        .split('\n')
        .filter((line) => !/^(?:hint|remote:\s*$)/.test(line))
        .join('\n'));
    const hint = hints.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'Check url, and that this machine reaches the server.';
    return new problem/* Problem */.AF('source-failed', `git cannot read ${url}: ${said}`, { hint, cause: failure });
}
const hints = [
    [
        /Authentication failed|could not read (?:Username|Password)|returned error: 40[13]|Permission denied \(/i,
        'Check the user and the password, or the token, in url: it must be let in to read the contents of the repository. For ssh, check the key.',
    ],
    [
        /Host key verification failed|host key is known/i,
        'Add the key of the server to ~/.ssh/known_hosts, as the server publishes it.',
    ],
    [
        /not found|returned error: 404|does not exist|does not appear to be a git repository/i,
        'Check the name in url; a server says the same where the user or the token may not read the repository.',
    ],
    [/unable to update url base from redirection|redirect/i, 'Write the address that it redirects to in url.'],
];

;// CONCATENATED MODULE: ./engine/git/dump.js













/** The refs as of one moment and all that they reach, as a bundle; then the files of Git LFS, where there are any. */
function dumpGit(source, address, version, bench, signal) {
    let complete;
    const findings = [];
    async function* parts() {
        const folder = await (0,host_path/* temporaryFolder */.yy)('source-failed');
        const remove = () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true });
        try {
            const { git, refs, lfs } = await take(address, folder, bench, signal);
            requireRefs(source, refs.refs.length);
            const commits = await countCommits(git, 'all', signal).catch((error) => {
                throw unreadable(error, source.name);
            });
            const pointers = await pointersIn(git, signal);
            if (pointers.size > 0)
                await lfs.fetch(git);
            const { here, missing } = await storedIn(lfs.folder, pointers.values());
            findings.push(...(await leftOut(git, refs, signal)), ...uncovered(missing, address.kind === 'path'));
            let bytes = 0;
            const body = external_node_stream_.Readable.from(bundleOf(git, refs, source.name, signal, (more) => {
                bytes += more;
            }), { objectMode: false, highWaterMark: 1024 * 1024 });
            try {
                yield { name: bundlePart, compression: 'none', body };
            }
            finally {
                // Until git has ended, the folder is in use.
                if (!body.destroy().closed)
                    await (0,external_node_events_.once)(body, 'close').catch(() => undefined);
            }
            if (!body.readableEnded)
                return;
            const facts = {
                ...{ version: 1, engine: 'git', server: undefined },
                sizeBytes: bytes + here.reduce((sum, { bytes }) => sum + bytes, 0),
                rows: { commits, ...(here.length === 0 ? {} : { 'lfs (files)': here.length }) },
                objects: { ...refFacts(refs), ...(here.length === 0 ? {} : { lfs: here.map(({ oid }) => oid) }) },
            };
            if (here.length > 0) {
                const files = packLfs(lfs.folder, here, signal);
                yield { name: lfsPart, compression: 'zstd', body: files };
                if (!files.readableEnded)
                    return void files.destroy();
            }
            complete = facts;
        }
        finally {
            remove();
        }
    }
    return {
        parts: parts(),
        result() {
            if (!complete)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { facts: complete, findings, versions: { git: version }, consistency: 'snapshot' };
        },
    };
}
async function take(address, folder, bench, signal) {
    if (address.kind === 'path') {
        const found = await findRepository(address.path);
        return { ...(await viewOf(found, folder, bench, signal)), lfs: { folder: found.common, fetch: async () => { } } };
    }
    const fetch = () => fetchLfs(address, folder, bench, signal);
    return { ...(await mirrorOf(address, folder, bench, signal)), lfs: { folder, fetch } };
}
async function* bundleOf(git, refs, name, signal, counted) {
    const head = bundleHead(refs);
    counted(head.length);
    yield head;
    // Nothing to pack: git has no such bundle, but what comes after the empty line is then nothing.
    const ids = [...refs.refs.map(({ id }) => id), ...('id' in refs.head ? [refs.head.id] : [])];
    if (ids.length === 0)
        return;
    const child = git.spawn(['pack-objects', '--quiet', '--revs', '--stdout', '--delta-base-offset'], signal, 'open');
    try {
        child.stdin.end(ids.map((id) => `${id}\n`).join(''));
        const end = new PackEnd(refs.format);
        for await (const chunk of child.stdout) {
            end.add(chunk);
            counted(chunk.length);
            yield chunk;
        }
        end.require();
        await child.ended;
    }
    catch (error) {
        throw unreadable(error, name);
    }
    finally {
        child.stdout.destroy();
        await child.ended.catch(() => undefined);
    }
}
/** What git says of a repository in which something is missing or broken. */
function unreadable(error, name) {
    const failure = (0,runtime_runtime/* failureOf */.g5)(error);
    if (failure?.exitCode === undefined)
        return error;
    return new problem/* Problem */.AF('source-failed', `source ${name}: git cannot read all of the repository: ${(0,runtime_runtime/* lastLines */.w$)(failure.stderr)}`, {
        hint: 'Run `git fsck --full` there: an object that is missing can come from another clone, by `git fetch`.',
        cause: failure,
    });
}
async function leftOut(git, { refs, head }, signal) {
    const at = 'id' in head ? head.id : refs.find(({ name }) => name === head.ref)?.id;
    if (at === undefined)
        return [];
    const listed = await git.text(['ls-tree', '--name-only', at, '--', '.gitmodules'], signal);
    if (listed.trim() === '')
        return [];
    return [
        {
            level: 'note',
            blame: 'source',
            message: 'the repository has submodules, whose own repositories are not in this backup',
            hint: 'Make each of them a source of its own.',
        },
    ];
}

;// CONCATENATED MODULE: ./engine/git/source.js










async function openGit(source, bench, signal) {
    (0,host_path/* requireHost */.sq)(source);
    (0,problem/* stopIfAborted */.NI)(signal);
    (0,policy/* requireSet */.Ce)(source);
    const address = addressOf(source);
    const version = await gitVersion(gitIn('/nonexistent', bench), signal);
    const folder = await (0,host_path/* temporaryFolder */.yy)('source-failed');
    let sizeBytes;
    try {
        if (address.kind === 'path') {
            const found = await findRepository(address.path);
            const { refs } = await viewOf(found, folder, bench, signal);
            requireRefs(source, refs.refs.length);
            sizeBytes = await objectsSize(found, bench, signal);
        }
        else {
            const { refs } = await askRemote(address, folder, bench, signal);
            requireRefs(source, refs);
            // What a server has is known when it is here.
            sizeBytes = Math.max(1, refs) * 1024;
        }
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    return {
        where: 'host',
        server: undefined,
        sizeBytes,
        // It has been asked for its refs.
        rehearse: async () => undefined,
        dump: () => dumpGit(source, address, version, bench, signal),
        [Symbol.asyncDispose]: async () => undefined,
    };
}
/** What its packs and loose objects take on the disk; an estimate, because not all of them need be reached. */
async function objectsSize({ common }, bench, signal) {
    const said = await gitIn(common, bench).text(['count-objects', '-v'], signal);
    const kilobytes = [...said.matchAll(/^size(?:-pack)?: (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
    return Math.max(1, kilobytes) * 1024;
}

// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: ./engine/target/path.js
var path = __webpack_require__(96042);
;// CONCATENATED MODULE: ./engine/git/target.js












/** A bare repository. */
class GitTarget extends path/* PathTarget */.x {
    #bench;
    constructor(path, bench, signal, remove) {
        super(path, signal, remove);
        this.#bench = bench;
    }
    overlap(source) {
        (0,policy/* requireSet */.Ce)(source);
        const address = addressOf(source);
        if (address.kind !== 'path')
            return 'none';
        const [own, target] = [(0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(address.path)), (0,host_path/* realPath */.Ye)(this.path)];
        return target === own || target === `${own}/.git` || target.startsWith(`${own}/.git/`) ? 'same' : 'none';
    }
    async admit(_backup, { overwrite }) {
        await admitGit(this.path, overwrite);
    }
    async restore(backup, request) {
        return await restoreGit(backup, this.path, request, this.#bench, this.signal);
    }
    async facts(_like, counted) {
        const git = this.#git();
        const commits = await countCommits(git, 'all', this.signal, counted);
        const [refs, head] = [await listRefs(git, this.signal), await headIn(git, this.path, this.signal)];
        const lfs = await lfsIn(this.path, this.signal);
        return {
            ...{ version: 1, engine: 'git', server: undefined, sizeBytes: 0 },
            rows: { commits, ...(lfs.length === 0 ? {} : { 'lfs (files)': lfs.length }) },
            objects: { ...refFacts({ refs, head }), ...(lfs.length === 0 ? {} : { lfs }) },
        };
    }
    async check(assertion) {
        const refs = () => listRefs(this.#git(), this.signal);
        switch (assertion.kind) {
            case 'required': {
                const all = await refs();
                return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => findRef(all, name) !== undefined, 'ref');
            }
            case 'count-of': {
                const ref = findRef(await refs(), assertion.ask);
                if (!ref)
                    return (0,engine_assertion/* failed */.gz)(assertion, `there is no ref ${assertion.ask}`);
                return (0,engine_assertion/* judged */.g$)(assertion, String(await countCommits(this.#git(), [ref], this.signal)));
            }
            default:
                throw (0,engine_assertion/* unknownKind */.PI)(assertion);
        }
    }
    #git() {
        return gitIn(this.path, this.#bench);
    }
}

;// CONCATENATED MODULE: ./engine/git/git.js









const listed = 100_000;
/** A git repository, as one bundle of every ref. docs/engines.md says how it is read, and what is not in it. */
const git = {
    name: 'git',
    can: { selects: 'ref', restores: [] },
    open: openGit,
    // A file of a work tree is in a backup when it is committed, and then it is no store that grows.
    takes: () => false,
    async contents(backup, _by, bench, signal, required = []) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        try {
            const { refs } = (await unpack(backup, (0,external_node_path_.join)(path, 'read.git'), bench, signal)).refs;
            const names = refs.slice(0, listed).map(({ name }) => `ref ${shownName(name)}`);
            if (refs.length > listed)
                names.push(`... ${refs.length - listed} more`);
            const files = await readLfs(backup, signal);
            names.push(...files.slice(0, listed).map((oid) => `lfs ${oid}`));
            const missing = required.filter((wanted) => findRef(refs, wanted) === undefined);
            return { names: names.length > 0 ? names : ['an empty repository'], missing };
        }
        catch (error) {
            const ofDisk = !(0,problem/* isProblem */.AN)(error) && error.syscall !== undefined;
            throw ofDisk ? (0,host_path/* unwritable */.mP)('sandbox-failed', error) : error;
        }
        finally {
            await remove();
        }
    },
    target: async (text, _by, bench, signal) => new GitTarget((0,external_node_path_.resolve)(bench.cwd, (0,host_path/* requirePath */.dr)('--into', text, 'a git repository', 'folder')), bench, signal),
    async sandbox(_dumped, _image, bench, signal) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        return new GitTarget((0,external_node_path_.join)(path, 'restored.git'), bench, signal, remove);
    },
};


/***/ }),

/***/ 96042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ PathTarget)
/* harmony export */ });
/** What the targets have in common that are a path of this machine. */
class PathTarget {
    where;
    name;
    path;
    throwAway;
    signal;
    #remove;
    /** `remove`: of a throw-away one. */
    constructor(path, signal, remove) {
        this.path = path;
        this.where = path;
        this.name = path;
        this.throwAway = remove !== undefined;
        this.signal = signal;
        this.#remove = remove;
    }
    async [Symbol.asyncDispose]() {
        await this.#remove?.();
    }
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
