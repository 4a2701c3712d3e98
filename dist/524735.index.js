export const id = 524735;
export const ids = [524735];
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

/***/ 1144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  files: () => (/* binding */ files)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
;// CONCATENATED MODULE: ./engine/pattern.js

/**
 * Compiles patterns of file names. `*` is any run of characters but `/`, `?` one of them, a whole component `**` any
 * number of directories, `\` takes the next character literally; everything else stands for itself. A pattern with a
 * leading slash matches the whole path as on the source's machine; any other matches from any component below the
 * root. A trailing slash matches directories only. A directory that matches covers everything below it. Names that
 * begin with a dot are names like any other.
 *
 * Throws `usage` for a pattern that names nothing, leads outside or is negated.
 */
function compilePatterns(patterns) {
    const compiled = patterns.map((pattern) => ({ anchored: pattern.startsWith('/'), expression: expressionOf(pattern) }));
    return (root, path, directory) => {
        const whole = directory && path !== '/' ? `${path}/` : path;
        const below = root === '/' ? whole : whole.slice(root.length);
        return compiled.some(({ anchored, expression }) => expression.test(anchored ? whole : below));
    };
}
function expressionOf(pattern) {
    const refuse = (because, hint) => new problem/* Problem */.AF('usage', `pattern ${JSON.stringify(pattern)} of file names: ${because}`, { hint });
    if (pattern.startsWith('!')) {
        const hint = 'Set what to take with include and what to leave out with exclude; write \\! for a name that begins with !.';
        throw refuse('negation is not supported', hint);
    }
    const body = pattern.replace(/^\/+/, '').replace(/(?<!\\)\/+$/, '');
    const components = body.split('/').filter((component) => component !== '' && component !== '.');
    if (components.includes('..'))
        throw refuse('it leads outside', 'Write the whole path, with a leading slash.');
    if (components.length === 0) {
        if (pattern.startsWith('/'))
            return /^/;
        throw refuse('it is empty', 'Write * for everything.');
    }
    const anywhere = pattern.startsWith('/') ? '' : '(?:/.*)?';
    const directoryOnly = pattern.endsWith('/') && !pattern.endsWith('\\/');
    return new RegExp(`^${anywhere}${source(components)}${directoryOnly ? '/.*' : '(?:/.*)?'}$`, 'su');
}
function source(components) {
    const collapsed = components.filter((component, index) => component !== '**' || components[index - 1] !== '**');
    return collapsed
        .map((component, index) => {
        if (component !== '**')
            return `/${componentSource(component)}`;
        // Last: what is below, not the directory itself.
        return index === collapsed.length - 1 ? '/.+' : '(?:/.*)?';
    })
        .join('');
}
function componentSource(component) {
    const token = /\\(.)|\*+|\?|[^\\*?]+|\\/gsu;
    return component.replace(token, (text, escaped) => {
        if (escaped !== undefined)
            return literal(escaped);
        if (text.startsWith('*'))
            return '[^/]*';
        return text === '?' ? '[^/]' : literal(text);
    });
}
function literal(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
/** Which patterns nothing has matched yet, whether it is in an archive or in a directory. */
function lookFor(patterns) {
    let left = patterns.map((pattern) => ({ pattern, matches: compilePatterns([pattern]) }));
    return {
        at(path, isDirectory) {
            left = left.filter(({ matches }) => !matches('/', path, isDirectory));
        },
        missing: () => left.map(({ pattern }) => pattern),
    };
}

// EXTERNAL MODULE: ./engine/target/throw-away.js
var throw_away = __webpack_require__(1544);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./engine/files/member.js
var files_member = __webpack_require__(80493);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/files/content.js

const leafBytes = 1 << 20;
const inWork = 2;
/**
 * The SHA-256 of a content of up to a mebibyte; of a longer one the SHA-256 of the SHA-256s of its mebibytes. Where a
 * processor has no instructions for it, the thread pool makes those: the main thread has other bytes to hash. `size`: how long
 * it is, where that is known: of a small file whose bytes come at once no hash has to be kept.
 */
function startContent(size) {
    return new PooledContent(size);
}
const none = Buffer.alloc(0);
class PooledContent {
    #size;
    /** Of a content that came whole. */
    #whole;
    #root;
    /** How many the root has. */
    #leaves = 0;
    #last = none;
    /** Started, in order; few, because each holds a copy of its mebibyte. */
    #started = [];
    /** A leaf that comes in pieces is hashed here. */
    #pieces;
    #pieceBytes = 0;
    constructor(size) {
        this.#size = size;
    }
    async add(chunk) {
        if (this.#whole && chunk.length > 0)
            throw new Error('a content is longer than it was said to be');
        const isFirst = !this.#pieces && !this.#root && this.#started.length === 0;
        if (isFirst && chunk.length === this.#size && chunk.length <= leafBytes) {
            this.#whole = (0,external_node_crypto_.hash)('sha256', chunk, 'buffer');
            return;
        }
        for (let at = 0; at < chunk.length;) {
            const piece = chunk.subarray(at, at + leafBytes - this.#pieceBytes);
            at += piece.length;
            if (piece.length === leafBytes && isFast()) {
                this.#started.push(Promise.resolve(ownMemory((0,external_node_crypto_.hash)('sha256', piece, 'buffer'))));
            }
            else if (piece.length === leafBytes) {
                // It copies the bytes before it returns (Web Cryptography API, "get a copy of the bytes").
                this.#started.push(external_node_crypto_.webcrypto.subtle.digest('SHA-256', piece));
            }
            else {
                this.#pieces ??= (0,external_node_crypto_.createHash)('sha256');
                this.#pieces.update(piece);
                this.#pieceBytes += piece.length;
                if (this.#pieceBytes === leafBytes)
                    this.#endPieces();
            }
        }
        while (this.#started.length > inWork)
            await this.#settle();
    }
    async digest() {
        if (this.#whole)
            return this.#whole;
        if (this.#pieces)
            this.#endPieces();
        while (this.#started.length > 0)
            await this.#settle();
        if (this.#root === undefined)
            return (0,external_node_crypto_.hash)('sha256', '', 'buffer');
        return this.#leaves === 1 ? this.#last : this.#root.digest();
    }
    #endPieces() {
        const leaf = this.#pieces?.digest() ?? Buffer.alloc(0);
        this.#started.push(Promise.resolve(ownMemory(leaf)));
        this.#pieces = undefined;
        this.#pieceBytes = 0;
    }
    async #settle() {
        const leaf = await this.#started.shift();
        if (!leaf)
            return;
        this.#last = Buffer.from(leaf);
        this.#root ??= (0,external_node_crypto_.createHash)('sha256');
        this.#root.update(this.#last);
        this.#leaves += 1;
    }
}
const ownMemory = (digest) => new Uint8Array(digest).buffer;
let fast;
/** Whether hashing here takes less time than handing it over, which copies every byte: above some 700 MB/s. */
function isFast() {
    if (fast === undefined) {
        const sample = Buffer.alloc(64 << 10);
        (0,external_node_crypto_.hash)('sha256', sample, 'buffer');
        // The best of some: another process may be in the way.
        const times = Array.from({ length: 8 }, () => {
            const startMs = performance.now();
            (0,external_node_crypto_.hash)('sha256', sample, 'buffer');
            return performance.now() - startMs;
        });
        fast = Math.min(...times) < 0.09;
    }
    return fast;
}

// EXTERNAL MODULE: ./engine/files/name.js
var files_name = __webpack_require__(68168);
;// CONCATENATED MODULE: ./engine/files/increment/record.js


const isGone = (record) => 'gone' in record;
const letters = { file: 'f', directory: 'd', symlink: 's', link: 'h' };
/** "f 644 0 0 1024 1767261600123456789 1767261600123456789 4711" */
function stateOf(member, { ctimeNs, ino }) {
    const { type, mode, uid, gid, size, mtimeNs } = member;
    return `${letters[type]} ${mode.toString(8)} ${uid} ${gid} ${size} ${mtimeNs} ${ctimeNs ?? '-'} ${ino}`;
}
/** The digest that a file without a byte has. */
const emptyDigest = (0,external_node_crypto_.hash)('sha256', '', 'hex');
const nul = Buffer.alloc(1);
function encodeRecord(record) {
    const path = (0,files_name/* encodeName */.aA)(record.path);
    if (isGone(record))
        return Buffer.concat([Buffer.from('-\0'), path, nul, nul]);
    const { state, digest, target } = record;
    return Buffer.concat([Buffer.from(`${state} ${digest}\0`, 'latin1'), path, nul, (0,files_name/* encodeName */.aA)(target), nul]);
}
const shape = /^([fdsh] [0-7]{1,4} \d{1,10} \d{1,10} \d{1,16} -?\d{1,22} (?:-?\d{1,22}|-) \d{1,20}) ([0-9a-f]{64}|-)$/;
/** Three fields of these bytes, from the first place on, each up to the next; undefined: they are not those of a record. */
function decodeRecord(bytes, [at, first, second, third]) {
    if (second - first > 4097 || third - second > 4097)
        return undefined;
    const head = bytes.toString('latin1', at, first);
    const path = record_text(bytes, first + 1, second, files_name/* decodePath */.q0);
    if (head === '-')
        return third === second + 1 ? { path, gone: true } : undefined;
    const [, state, digest] = shape.exec(head) ?? [];
    if (state === undefined || digest === undefined || state.startsWith('f') === (digest === '-'))
        return undefined;
    const target = record_text(bytes, second + 1, third, state.startsWith('h') ? files_name/* decodePath */.q0 : files_name/* decodeName */.e4);
    return { path, state, target, digest };
}
const beyondAscii = /[\x80-\xff]/;
/** Nearly all names are ASCII: those need neither a view of their bytes nor a second look. */
function record_text(bytes, from, to, decode) {
    if (from === to)
        return '';
    const plain = bytes.toString('latin1', from, to);
    return beyondAscii.test(plain) ? decode(bytes.subarray(from, to)) : plain;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes = __webpack_require__(37470);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./engine/files/call.js




// More than a small file: the main thread has other work while a disk gives it.
const atOnceBytes = 256 << 10;
const readInPool = (0,external_node_util_.promisify)(external_node_fs_.read);
const writeInPool = (0,external_node_util_.promisify)(external_node_fs_.write);
const asNew = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
/** Through the thread pool: a call that never ends (a server that is gone) stops nobody else. */
const inPool = {
    lstat: (path) => (0,external_node_fs_promises_.lstat)(path, { bigint: true }),
    readlink: (path) => (0,external_node_fs_promises_.readlink)(path, { encoding: 'buffer' }),
    names: (path) => (0,external_node_fs_promises_.readdir)(path),
    namesAsBytes: (path) => (0,external_node_fs_promises_.readdir)(path, { encoding: 'buffer' }),
    async open(path, flags) {
        const handle = await (0,external_node_fs_promises_.open)(path, flags);
        return {
            fd: handle.fd,
            stat: () => handle.stat({ bigint: true }),
            read: async (into, length, at) => (await handle.read(into, 0, length, at)).bytesRead,
            close: () => handle.close(),
        };
    },
    async create(path) {
        const handle = await (0,external_node_fs_promises_.open)(path, asNew, 0o600);
        return {
            async write(chunk, at) {
                for (let done = 0; done < chunk.length;) {
                    done += (await handle.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
                }
            },
            truncate: (bytes) => handle.truncate(bytes),
            chown: (uid, gid) => handle.chown(uid, gid),
            chmod: (mode) => handle.chmod(mode),
            utimes: (time) => handle.utimes(time, time),
            close: () => handle.close(),
        };
    },
};
/** On the main thread: for a small file of a disk of this machine a turn of the pool costs ten times the call. */
const atOnce = {
    lstat: (path) => (0,external_node_fs_.lstatSync)(path, { bigint: true }),
    readlink: (path) => (0,external_node_fs_.readlinkSync)(path, { encoding: 'buffer' }),
    names: (path) => (0,external_node_fs_.readdirSync)(path),
    namesAsBytes: (path) => (0,external_node_fs_.readdirSync)(path, { encoding: 'buffer' }),
    open(path, flags) {
        const fd = (0,external_node_fs_.openSync)(path, flags);
        return {
            fd,
            stat: () => (0,external_node_fs_.fstatSync)(fd, { bigint: true }),
            read: (into, length, at) => length > atOnceBytes
                ? readInPool(fd, into, 0, length, at).then(({ bytesRead }) => bytesRead)
                : (0,external_node_fs_.readSync)(fd, into, 0, length, at),
            close: () => (0,external_node_fs_.closeSync)(fd),
        };
    },
    create(path) {
        const fd = (0,external_node_fs_.openSync)(path, asNew, 0o600);
        const all = (chunk, at) => {
            for (let done = 0; done < chunk.length;)
                done += (0,external_node_fs_.writeSync)(fd, chunk, done, chunk.length - done, at + done);
        };
        const allInPool = async (chunk, at) => {
            for (let done = 0; done < chunk.length;) {
                done += (await writeInPool(fd, chunk, done, chunk.length - done, at + done)).bytesWritten;
            }
        };
        return {
            write: (chunk, at) => (chunk.length > atOnceBytes ? allInPool(chunk, at) : all(chunk, at)),
            truncate: (bytes) => (0,external_node_fs_.ftruncateSync)(fd, bytes),
            chown: (uid, gid) => (0,external_node_fs_.fchownSync)(fd, uid, gid),
            chmod: (mode) => (0,external_node_fs_.fchmodSync)(fd, mode),
            utimes: (time) => (0,external_node_fs_.futimesSync)(fd, time, time),
            close: () => (0,external_node_fs_.closeSync)(fd),
        };
    },
};
// Of Linux. Whatever is not among them may be a server's, or a program's that answers when it likes.
const ofThisMachine = new Set([
    'ext2',
    'ext3',
    'ext4',
    'xfs',
    'btrfs',
    'zfs',
    'f2fs',
    'tmpfs',
    'ramfs',
    'overlay',
    'vfat',
    'exfat',
    'ntfs3',
]);
/** As the mounts are now (proc_pid_mountinfo(5)). Where nobody tells, all go through the pool. */
async function callsByPlace() {
    // Not there, or hidden: then nothing is known, and the pool is right for all.
    const text = await (0,external_node_fs_promises_.readFile)('/proc/self/mountinfo', 'utf8').catch(() => undefined);
    const foreign = new Set(text === undefined ? ['/'] : foreignMounts(text));
    return {
        from: (real) => ([...foreign].some((place) => (0,files_name/* isBelow */.Yw)(place, real)) ? inPool : atOnce),
        within: (real) => ([...foreign].some((place) => (0,files_name/* isBelow */.Yw)(place, real) || (0,files_name/* isBelow */.Yw)(real, place)) ? inPool : atOnce),
        below: (calls, real) => (foreign.has(real) ? inPool : calls),
    };
}
/** Mount points of file systems that may hang. */
function foreignMounts(mountinfo) {
    return mountinfo
        .split('\n')
        .filter((line) => line !== '')
        .flatMap((line) => {
        const [before = '', after = ''] = line.split(' - ');
        const place = before.split(' ')[4] ?? '/';
        const [type = ''] = after.split(' ');
        // Octal escapes of space, tab, line feed and backslash.
        const named = place.replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
        return ofThisMachine.has(type) ? [] : [named];
    });
}
const forReading = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;

// EXTERNAL MODULE: ./engine/files/directory.js
var directory = __webpack_require__(43256);
;// CONCATENATED MODULE: ./engine/files/walk.js







// What is compressed at once: such a chunk is not copied on its way there.
const CHUNK = 2 << 20;
/** For the large pieces of files: whoever reads one may give it back. */
const readSpare = () => new bytes/* Spare */.ay(CHUNK);
// What is looked at between two turns of the event loop: some milliseconds, in which no signal is heard.
const entriesPerTurn = 128;
/**
 * What is in a root: the root itself, then each directory before what is in it, names in order. Links are not followed,
 * also not one that takes the place of a directory meanwhile. Memory: the names of one directory per level. `real` of
 * what is found leads there until the next is asked for.
 */
async function* walk(root, excluded, skip, signal) {
    const levels = [];
    const places = await callsByPlace();
    let looked = 0;
    const look = async (path, real, calls) => {
        if (++looked % entriesPerTurn === 0)
            await (0,promises_.setImmediate)();
        (0,problem/* stopIfAborted */.NI)(signal);
        try {
            if (isTooLong(path))
                throw Object.assign(new Error('name too long'), { code: 'ENAMETOOLONG' });
            const stat = await calls.lstat((0,files_name/* fsPath */.Jk)(real));
            return excluded(path, stat.isDirectory()) ? undefined : { root: root.path, path, real, stat, calls };
        }
        catch (error) {
            return void skip(path, error);
        }
    };
    // `where`: its real path, whatever descriptor it is reached by.
    const enter = async (found, where) => {
        const { real, stat, calls } = found;
        if (!stat.isDirectory())
            return;
        try {
            levels.push({ found, where, directory: await (0,directory/* openDirectory */.A)(real, levels.length, calls), next: 0 });
        }
        catch (error) {
            skip(found.path, replaced(error));
        }
    };
    const start = await look(root.path, root.real, places.from(root.real));
    if (!start)
        return;
    try {
        yield start;
        await enter(start, root.real);
        for (let level = levels.at(-1); level; level = levels.at(-1)) {
            const name = level.directory.names[level.next++];
            if (name === undefined) {
                levels.pop();
                await level.directory[Symbol.asyncDispose]();
                continue;
            }
            const where = below(level.where, name);
            const { path, calls } = level.found;
            const found = await look(below(path, name), below(level.directory.base, name), places.below(calls, where));
            if (!found)
                continue;
            yield found;
            await enter(found, where);
        }
    }
    finally {
        for (const { directory } of levels)
            await directory[Symbol.asyncDispose]();
    }
}
const below = (directory, name) => (directory === '/' ? `/${name}` : `${directory}/${name}`);
/** Longer than a path may be (PATH_MAX of Linux): no archive holds it, because nobody could restore it. */
function isTooLong(path) {
    return path.length > 1024 && (0,files_name/* encodeName */.aA)(path).length > 4095;
}
/** The directory that was there is gone; what took its place is not looked at. */
function replaced(error) {
    return error.code === 'ELOOP' || error.code === 'ENOTDIR' ? Object.assign(error, { code: 'ENOENT' }) : error;
}
/** The member for what was found; undefined for what an archive does not hold (sockets, pipes, devices). */
async function memberOf(found, links) {
    const { stat, real, calls } = found;
    const path = found.path.slice(1);
    const common = {
        path,
        mode: Number(stat.mode & 4095n),
        uid: Number(stat.uid),
        gid: Number(stat.gid),
        mtimeNs: stat.mtimeNs,
        size: 0,
        target: '',
        sparse: false,
    };
    if (stat.isDirectory())
        return { ...common, type: 'directory' };
    if (stat.isSymbolicLink()) {
        return { ...common, type: 'symlink', target: (0,files_name/* decodeName */.e4)(await calls.readlink((0,files_name/* fsPath */.Jk)(real))) };
    }
    if (!stat.isFile())
        return undefined;
    // A file that has only one name now may have taken the number of one that was removed.
    const first = stat.nlink > 1n ? links.get(inode(stat)) : undefined;
    if (first !== undefined)
        return { ...common, type: 'link', target: first };
    return { ...common, type: 'file', size: Number(stat.size), sparse: stat.blocks * 512n < stat.size };
}
/** What is the same for every name of a file, and of no other: numbers are used again, so its birth is part of it. */
function inode(stat) {
    return `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`;
}
/** Opens a regular file for reading, whatever its name has become since it was found. */
async function openFile({ real, calls }) {
    // O_NONBLOCK: a pipe put in the file's place must not hang.
    const handle = await calls.open((0,files_name/* fsPath */.Jk)(real), forReading);
    try {
        const stat = await handle.stat();
        if (!stat.isFile())
            throw Object.assign(new Error('no longer a regular file'), { code: 'ENOENT' });
        return { handle, stat };
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/** Exactly `size` bytes of a file: cut where it has grown, filled with zeros where it has shrunk. Returns how many were filled. */
async function* readExactly(handle, size, signal, spare = readSpare()) {
    let at = 0;
    while (at < size) {
        (0,problem/* stopIfAborted */.NI)(signal);
        const wanted = Math.min(CHUNK, size - at);
        const chunk = wanted === CHUNK ? spare.take() : Buffer.allocUnsafe(wanted);
        const bytesRead = await handle.read(chunk, chunk.length, at);
        if (bytesRead === 0)
            break;
        yield wanted === CHUNK ? spare.view(chunk, bytesRead) : chunk.subarray(0, bytesRead);
        at += bytesRead;
    }
    for (let left = size - at; left > 0; left -= CHUNK)
        yield Buffer.alloc(Math.min(CHUNK, left));
    return size - at;
}
// A header says the size before the content comes, so all of it is in memory.
const unsizedMaxBytes = 16 << 20;
/** The content of a file whose size says nothing. Throws EFBIG for more than 16 MiB: it may be a stream without an end. */
async function readUnsized(handle, signal) {
    const chunks = [];
    let bytes = 0;
    for (;;) {
        (0,problem/* stopIfAborted */.NI)(signal);
        // Almost all are empty: those cost no mebibyte.
        const chunk = Buffer.allocUnsafe(bytes === 0 ? 1 << 16 : CHUNK);
        const bytesRead = await handle.read(chunk, chunk.length, bytes);
        if (bytesRead === 0)
            return Buffer.concat(chunks);
        chunks.push(chunk.subarray(0, bytesRead));
        bytes += bytesRead;
        if (bytes <= unsizedMaxBytes)
            continue;
        throw Object.assign(new Error('more than 16 MiB, though its size is 0'), { code: 'EFBIG' });
    }
}
/** The digest of a file's first `size` bytes. `see`: hears each chunk, which may change after. */
async function contentDigest(found, size, signal, see) {
    const { handle } = await openFile(found);
    try {
        const digest = startContent(size);
        const spare = readSpare();
        for await (const chunk of readExactly(handle, size, signal, spare)) {
            await digest.add(chunk);
            see?.(chunk);
            spare.giveBack(chunk);
        }
        return await digest.digest();
    }
    finally {
        await handle.close();
    }
}

;// CONCATENATED MODULE: ./engine/files/pack.js
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








const smallBytes = 64 << 10;
/**
 * The archive's bytes. Nothing is read ahead of the reader. Throws `source-failed` where nothing is to be backed up,
 * `dump-incomplete` where nothing could be.
 */
async function* pack(packing, signal) {
    const { roots, tally, findings } = packing;
    // First name of each file that has several, across the roots.
    const links = new Map();
    for (const root of roots) {
        yield* packRoot(root, packing, links, signal);
        if (tally.files(root.path) === 0)
            findings.empty(root.path);
    }
    if (roots.every((root) => tally.files(root.path) === 0)) {
        const where = roots.map((root) => (0,files_name/* shown */.SP)(root.path)).join(', ');
        if (findings.skippedCount > 0) {
            throw new problem/* Problem */.AF('dump-incomplete', `none of the files in ${where} could be read`, {
                hint: 'Run the backup as a user who may read them.',
            });
        }
        throw new problem/* Problem */.AF('source-failed', `there is no file to back up in ${where}`, {
            hint: 'Check paths, include and exclude in the policy.',
        });
    }
    await packing.changes?.finish();
    yield files_member/* endOfArchive */.PG;
}
async function* packRoot(root, packing, links, signal) {
    const { tally, findings } = packing;
    const exclude = compilePatterns(packing.exclude);
    const include = compilePatterns(packing.include);
    // Directories that nothing was included from yet.
    let waiting = [];
    // What has no content.
    const plain = async (path, member, stat) => {
        tally.add(root.path, path, member, undefined);
        // "/" has no name of its own in an archive.
        if (member.path === '')
            return nothing;
        const seenAt = packing.changes?.now();
        if (await packing.changes?.see(member, stat)) {
            packing.changes?.same();
            return nothing;
        }
        if (seenAt)
            await packing.changes?.took(member, stat, { seenAt });
        return (0,files_member/* encodeMember */.Fi)(member);
    };
    const found = walk(root, (path, isDirectory) => exclude(root.path, path, isDirectory), findings.skipped, signal);
    for await (const entry of found) {
        waiting = waiting.filter(({ path }) => entry.path.startsWith(path === '/' ? path : `${path}/`));
        const isDirectory = entry.stat.isDirectory();
        const included = packing.include.length === 0 || include(root.path, entry.path, isDirectory);
        if (!included && !isDirectory)
            continue;
        const member = await attempt(entry, findings, () => memberOf(entry, links));
        if (member === 'skipped')
            continue;
        if (member === undefined) {
            findings.special(entry.path);
            continue;
        }
        if (!included) {
            waiting.push({ path: entry.path, member, stat: entry.stat });
            continue;
        }
        for (const { path, member, stat } of waiting)
            yield await plain(path, member, stat);
        waiting = [];
        if (member.type === 'file') {
            if (!(await isUnchanged(entry, member, packing, links, signal)))
                yield* packFile(entry, packing, links, signal);
            continue;
        }
        yield await plain(entry.path, member, entry.stat);
        if (member.type === 'symlink')
            packing.inspector?.link(entry.path, member);
    }
}
const nothing = files_member/* endOfArchive */.PG.subarray(0, 0);
/** Whether a file is as the index says: then it counts, and need not be opened. */
async function isUnchanged(entry, member, { changes, tally, findings }, links, signal) {
    const was = await changes?.see(member, entry.stat);
    if (!changes || !was)
        return false;
    // A file without a size may have a content all the same.
    const read = changes.content || member.size === 0;
    if (read) {
        const now = await attempt(entry, findings, () => digestNow(entry, member, signal));
        // Gone, or locked: whoever packs it finds the same, and says so.
        if (now === 'skipped' || now !== was.digest)
            return false;
    }
    changes.same();
    tally.add(entry.root, entry.path, member, was.digest);
    if (entry.stat.nlink > 1n)
        links.set(inode(entry.stat), member.path);
    return true;
}
async function digestNow(entry, { size }, signal) {
    if (size > 0)
        return (await contentDigest(entry, size, signal)).toString('hex');
    const { handle } = await openFile(entry);
    try {
        return (await readUnsized(handle, signal)).length === 0 ? emptyDigest : 'some';
    }
    finally {
        await handle.close();
    }
}
async function* packFile(entry, packing, links, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { tally, findings } = packing;
        const seenAt = packing.changes?.now();
        const opened = await attempt(entry, findings, () => openFile(entry));
        if (opened === 'skipped')
            return;
        const { handle, stat } = opened;
        const _ = __addDisposableResource(env_1, { [Symbol.asyncDispose]: async () => handle.close() }, true);
        const named = await memberOf({ ...entry, stat }, new Map());
        if (!named)
            return;
        // A kernel's or a network's file may have content that its size does not tell: only reading does.
        const unsized = stat.size === 0n ? await attempt(entry, findings, () => readUnsized(handle, signal)) : undefined;
        if (unsized === 'skipped')
            return;
        const member = unsized ? { ...named, size: unsized.length, sparse: false } : named;
        const header = (0,files_member/* encodeMember */.Fi)(member);
        const digest = startContent(member.size);
        const look = packing.inspector?.file(entry.path, member);
        const content = unsized ? given(unsized) : readExactly(handle, member.size, signal, packing.spare);
        let before = [header];
        let step = await next(content, entry);
        while (!step.done) {
            await digest.add(step.value);
            look?.add(step.value);
            // A small file is one piece: another piece costs more than a copy.
            if (before.length === 1 && step.value.length <= smallBytes && step.value.length === member.size) {
                before = [header, step.value];
            }
            else {
                yield* before;
                yield step.value;
                before = [];
            }
            step = await next(content, entry);
        }
        yield Buffer.concat([...before, (0,files_member/* padding */.Ms)(member.size)]);
        const after = await handle.stat();
        look?.found();
        const steady = step.value === 0 && !differs(stat, after);
        if (!steady)
            findings.changed(entry.path);
        const whole = (await digest.digest()).toString('hex');
        tally.add(entry.root, entry.path, member, whole);
        if (seenAt)
            await packing.changes?.took(member, stat, { seenAt, steady, digest: whole });
        if (stat.nlink > 1n)
            links.set(inode(stat), member.path);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function* given(bytes) {
    if (bytes.length > 0)
        yield bytes;
    return 0;
}
/** A disk that cannot be read is no reason to go on: the header is out and promises the content. */
async function next(content, entry) {
    try {
        return await content.next();
    }
    catch (error) {
        if (error instanceof problem/* Problem */.AF)
            throw error;
        throw new problem/* Problem */.AF('source-failed', `cannot read ${(0,files_name/* shown */.SP)(entry.path)}: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: 'Check its disk: it returned part of the file, then an error. To continue without the file, name it under exclude.',
            cause: error,
        });
    }
}
async function attempt(entry, findings, look) {
    try {
        return await look();
    }
    catch (error) {
        if (error.code === undefined || error instanceof problem/* Problem */.AF)
            throw error;
        findings.skipped(entry.path, error);
        return 'skipped';
    }
}
function differs(before, after) {
    return before.size !== after.size || before.mtimeNs !== after.mtimeNs || before.ctimeNs !== after.ctimeNs;
}
/** The same bytes in pieces worth a call: headers are small. What is large passes by reference. */
async function* coalesce(pieces, atLeast = 64 * 1024) {
    let small = [];
    let length = 0;
    for await (const piece of pieces) {
        if (piece.length === 0)
            continue;
        const isLarge = piece.length >= atLeast;
        if (!isLarge) {
            small.push(piece);
            length += piece.length;
        }
        if (length >= atLeast || (isLarge && length > 0)) {
            yield Buffer.concat(small);
            small = [];
            length = 0;
        }
        if (isLarge)
            yield piece;
    }
    if (length > 0)
        yield Buffer.concat(small);
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
;// CONCATENATED MODULE: ./engine/files/read.js






/**
 * The members of an archive, in order. Throws `object-damaged` for what cannot be parsed, and for every kind of entry that
 * a backup does not hold.
 */
async function* readMembers(archive, signal) {
    const reader = (0,tar_stream.extract)();
    const pumping = (0,external_node_stream_promises_.pipeline)(archive, reader, { signal });
    const input = watch(pumping);
    const entries = reader[Symbol.asyncIterator]();
    try {
        for (;;) {
            const step = await input.unlessFailed(entries.next());
            if (step.done)
                break;
            yield { member: read_memberOf(step.value.header), content: content(step.value, input, signal) };
            step.value.resume();
        }
        await pumping;
    }
    catch (error) {
        throw damaged(error, signal);
    }
    finally {
        archive.destroy();
        reader.destroy();
    }
}
/** The reader's iterator may hang or end cleanly when its input fails: only the pipeline tells. */
function watch(pumping) {
    let failure;
    let interrupt = (_) => { };
    pumping.catch((error) => {
        failure = error;
        interrupt(error);
    });
    return {
        // Promise.race with a promise that lives as long as the archive would keep every entry of it in memory.
        unlessFailed: (promise) => new Promise((resolve, reject) => {
            interrupt = reject;
            if (failure !== undefined)
                reject(failure);
            promise.then(resolve, reject);
        }),
        failure: () => failure,
    };
}
async function* content(entry, input, signal) {
    try {
        yield* entry;
    }
    catch (error) {
        // The input's failure says more than the entry's "destroyed".
        await (0,promises_.setImmediate)();
        throw damaged(input.failure() ?? error, signal);
    }
}
function damaged(error, signal) {
    if ((0,problem/* isProblem */.AN)(error))
        return error;
    if (signal.aborted)
        return (0,problem/* cancelled */.KW)(signal);
    // The operating system's own: a disk or a connection that failed says nothing about the archive.
    if (error.syscall !== undefined)
        return error;
    return new problem/* Problem */.AF('object-damaged', 'files.tar cannot be parsed: it is not a tar archive, or is cut off', {
        hint: problem/* remedy */.zL.damaged,
        cause: error,
    });
}
function read_memberOf(header) {
    const pax = header.pax ?? {};
    const name = textOf(pax['BACKPROOF.path'], files_name/* decodePath */.q0) ?? header.name;
    const refuse = (what) => new problem/* Problem */.AF('object-damaged', `files.tar holds ${what}: ${(0,files_name/* shown */.SP)(name.slice(0, 300))}`, { hint: problem/* remedy */.zL.damaged });
    const type = header.type === 'contiguous-file' ? 'file' : header.type;
    if (type !== 'file' && type !== 'directory' && type !== 'symlink' && type !== 'link') {
        throw refuse(`a ${type ?? 'member of unknown type'}, which is not restored`);
    }
    if (Object.keys(pax).some((key) => key.startsWith('GNU.sparse.')))
        throw refuse('a sparse file of GNU tar');
    const decode = type === 'link' ? files_name/* decodePath */.q0 : files_name/* decodeName */.e4;
    const target = textOf(pax['BACKPROOF.linkpath'], decode) ?? header.linkname ?? '';
    const size = type === 'file' ? (header.size ?? 0) : 0;
    if (!Number.isSafeInteger(size))
        throw refuse('an impossible size');
    if ((type === 'symlink' || type === 'link') && (target === '' || target.length > 4096 || target.includes('\0'))) {
        throw refuse('a link without a target');
    }
    const uid = owner(pax['uid']) ?? header.uid ?? 0;
    const gid = owner(pax['gid']) ?? header.gid ?? 0;
    if (![uid, gid].every((id) => Number.isInteger(id) && id >= 0 && id <= mostOwner))
        throw refuse('an impossible owner');
    return {
        type,
        path: clean(name, refuse),
        mode: (header.mode ?? 0) & 0o7777,
        uid,
        gid,
        mtimeNs: (0,files_member/* nanoseconds */._W)(pax['mtime'] ?? '') ?? BigInt(header.mtime?.getTime() || 0) * 1000000n,
        size,
        target: type === 'link' ? clean(target, refuse) : target,
        sparse: pax['BACKPROOF.sparse'] === '1',
    };
}
function textOf(base64, decode) {
    return base64 === undefined ? undefined : decode(Buffer.from(base64, 'base64'));
}
// The next one means "leave it as it is" (chown(2)).
const mostOwner = 2 ** 32 - 2;
function owner(text) {
    return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
/** A path that stays where it is put. Components "." and "" say nothing and are dropped (other programs write them). */
function clean(name, refuse) {
    if (name.startsWith('/'))
        throw refuse('an absolute name');
    if (name.includes('\0') || name.length > 4096)
        throw refuse('an impossible name');
    const components = name.split('/').filter((component) => component !== '' && component !== '.');
    if (components.includes('..'))
        throw refuse('a name that leads outside');
    return components.join('/');
}

;// CONCATENATED MODULE: ./engine/files/root.js






/**
 * The roots that a policy names, resolved against the working directory. One inside another is left out; where it is
 * reached only by a symbolic link, of which the other has the link alone, the place that it leads to is a root of its
 * own name. Throws `source-failed` for one that is not there.
 */
async function findRoots(paths) {
    let named = await Promise.all([...new Set(paths.map((path) => (0,external_node_path_.resolve)(path)))].sort().map(locate));
    for (;;) {
        const roots = named.filter(({ path }) => !named.some((other) => other.path !== path && (0,files_name/* isBelow */.Yw)(other.path, path)));
        const elsewhere = named.flatMap(({ path, real }) => {
            const outer = roots.find((root) => root.path !== path && (0,files_name/* isBelow */.Yw)(root.path, path));
            const there = !outer || real === (0,external_node_path_.join)(outer.real, (0,external_node_path_.relative)(outer.path, path));
            return there || roots.some((root) => (0,files_name/* isBelow */.Yw)(root.real, real)) ? [] : [{ path: real, real }];
        });
        const [first] = elsewhere;
        if (!first)
            return roots;
        named = [...roots, first, ...named.filter((root) => !roots.includes(root))].sort((a, b) => a.path < b.path ? -1 : 1);
    }
}
/** Where a root is. One that cannot even be opened would leave nothing but a warning in a backup of the others. */
async function locate(path) {
    try {
        const real = await (0,external_node_fs_promises_.realpath)(path);
        const found = await (0,external_node_fs_promises_.stat)(real);
        if (found.isDirectory() || found.isFile())
            await (await (0,external_node_fs_promises_.open)(real, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK)).close();
        return { path, real };
    }
    catch (error) {
        const { code } = error;
        throw new problem/* Problem */.AF('source-failed', `cannot read ${(0,files_name/* shown */.SP)(path)}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: code === 'EACCES' || code === 'EPERM'
                ? 'Run the backup as a user who may read it.'
                : 'Correct paths in the policy, or mount the directory before the backup.',
        });
    }
}
/**
 * What vanishes while it is read is a warning; a whole root that is gone at the end (a disk that was unmounted, a folder that
 * a deploy replaced) is no backup of it. Throws `dump-incomplete`.
 */
async function requireRoots(roots) {
    for (const { path, real } of roots) {
        try {
            await (0,external_node_fs_promises_.stat)(real);
        }
        catch (cause) {
            throw new problem/* Problem */.AF('dump-incomplete', `${(0,files_name/* shown */.SP)(path)} disappeared while it was read: ${(0,words/* reasonOf */.A3)(cause)}`, {
                cause,
                hint: 'Back up again once it is back; stop whatever removes or unmounts it during a backup.',
            });
        }
    }
}
// A policy has a thousand paths at most, each of which may lead to one more place.
const mostRoots = 2_000;
/**
 * The roots that a backup has. Throws `object-damaged` for what findRoots never gives: a root that leads elsewhere, or
 * into another.
 */
function rootsOf(facts) {
    const roots = facts.objects['root'] ?? [];
    // Each is compared with each.
    if (roots.length > mostRoots)
        throw new problem/* Problem */.AF('object-damaged', `facts.json has ${roots.length} roots, but no backup has more than ${mostRoots}`, { hint: problem/* remedy */.zL.damaged });
    const odd = roots.find((path) => !path.startsWith('/') ||
        (0,external_node_path_.resolve)(path) !== path ||
        path.includes('\0') ||
        roots.some((other) => other !== path && (0,files_name/* isBelow */.Yw)(other, path)));
    if (odd === undefined)
        return roots;
    throw new problem/* Problem */.AF('object-damaged', `facts.json has an impossible root: ${(0,files_name/* shown */.SP)(odd.slice(0, 300))}`, {
        hint: problem/* remedy */.zL.damaged,
    });
}

;// CONCATENATED MODULE: ./engine/files/tally.js


const MODULUS = 1n << 256n;
/**
 * The digest of a root is the sum modulo 2^256 of the SHA-256 of each entry's
 * `type NUL permissions NUL size NUL path below the root NUL (content's digest in hex | link's target)`:
 * it does not depend on the order and needs no memory. Owners, times, setuid, setgid and sticky bits are not in it,
 * because not everybody may restore them.
 */
function startTally(roots) {
    const counts = new Map(roots.map((root) => [root, { file: 0, directory: 0, symlink: 0, link: 0, bytes: 0, digest: 0n }]));
    const of = (root) => {
        const count = counts.get(root);
        if (!count)
            throw new Error(`not a root: ${root}`);
        return count;
    };
    let entries = 0;
    let bytes = 0;
    return {
        add(root, path, member, content) {
            // It has no name in an archive, and what it is restored into keeps its own mode.
            if (path === '/')
                return;
            const count = of(root);
            count[member.type] += 1;
            count.bytes += member.size;
            count.digest = (count.digest + digest(root, path, member, content)) % MODULUS;
            entries += 1;
            bytes += member.size;
        },
        get entries() {
            return entries;
        },
        get bytes() {
            return bytes;
        },
        files: (root) => of(root).file + of(root).link + of(root).symlink,
        facts() {
            const rows = {};
            for (const [root, count] of counts) {
                rows[root] = count.file + count.link;
                rows[`${root} (directories)`] = count.directory;
                rows[`${root} (symbolic links)`] = count.symlink;
                rows[`${root} (hard links)`] = count.link;
                rows[`${root} (bytes)`] = count.bytes;
            }
            const digests = [...counts].map(([root, count]) => `${root} ${count.digest.toString(16).padStart(64, '0')}`);
            const objects = { digest: digests.toSorted(), root: roots.toSorted() };
            return { version: 1, engine: 'files', server: undefined, sizeBytes: bytes, rows, objects };
        },
    };
}
function digest(root, path, member, content) {
    const permissions = member.type === 'symlink' || member.type === 'link' ? '' : (member.mode & 0o777).toString(8);
    const below = path.slice(root === '/' ? 1 : root.length + 1);
    const text = `${member.type}\0${permissions}\0${member.size}\0${below}\0${content ?? member.target}`;
    return BigInt(`0x${(0,external_node_crypto_.hash)('sha256', text.isWellFormed() ? text : (0,files_name/* encodeName */.aA)(text), 'hex')}`);
}

;// CONCATENATED MODULE: ./engine/files/unpack.js








const archivePart = 'files.tar';
/**
 * Writes an archive, or what the patterns cover of it, into a tree. Throws `object-damaged` unless the archive is
 * exactly what its facts say.
 */
async function unpack(dump, tree, only, signal) {
    const isWanted = wantedOf(only);
    const user = process.geteuid?.();
    const arrived = startArrivals(dump.facts);
    let restored = 0;
    let foreignOwners = false;
    let specialModes = false;
    // Second names whose first name was not asked for: their content is fetched by reading again.
    const missing = new Map();
    // The directories above the current member.
    let above = [];
    for await (const found of readWhole(dump, signal)) {
        const { member, content } = found;
        const wanted = isWanted(found);
        above = above.filter(({ path }) => member.path.startsWith(`${path}/`));
        if (member.type === 'directory') {
            if (member.path !== '')
                above = [...above, member];
            // The directory that a root "/" is restored into keeps its own mode.
            if (member.path !== '')
                await tree.directory(member, wanted);
            if (wanted)
                restored += 1;
            if (wanted && member.path !== '')
                arrived.add(found.root, 'directories');
            continue;
        }
        if (!wanted)
            continue;
        restored += 1;
        foreignOwners ||= member.uid !== user;
        specialModes ||= member.mode > 0o777;
        arrived.add(found.root, member.type === 'symlink' ? 'symbolic links' : 'files');
        arrived.add(found.root, 'bytes', member.size);
        if (member.type === 'file')
            await tree.file(member, content);
        else if (member.type === 'symlink')
            await tree.symlink(member);
        else if (!(await tree.link(member))) {
            if (only.length === 0)
                throw notThere(member);
            const { root } = found;
            missing.set(member.target, [...(missing.get(member.target) ?? []), { member, root, parents: above }]);
        }
    }
    await tree.finish();
    if (missing.size > 0)
        await fetchMissing(dump, tree, missing, arrived, signal);
    return { restored, foreignOwners, specialModes, facts: arrived.facts() };
}
/** Counts what comes back, by the names that a tally gives to the same. */
function startArrivals({ objects, ...facts }) {
    const kinds = ['directories', 'symbolic links', 'bytes'];
    const rows = new Map((objects['root'] ?? [])
        .flatMap((root) => [root, ...kinds.map((kind) => `${root} (${kind})`)])
        .map((row) => [row, 0]));
    let sizeBytes = 0;
    return {
        add(root, kind, count = 1) {
            const row = kind === 'files' ? root : `${root} (${kind})`;
            rows.set(row, (rows.get(row) ?? 0) + count);
            if (kind === 'bytes')
                sizeBytes += count;
        },
        facts: () => ({
            ...facts,
            sizeBytes,
            rows: Object.fromEntries([...rows].filter(([, count]) => count > 0)),
            objects: { root: objects['root'] ?? [] },
        }),
    };
}
/** Whether the patterns cover a member; none cover everything. */
function wantedOf(only) {
    const covers = compilePatterns(only);
    return ({ root, path, member }) => {
        if (only.length === 0 || covers(root, path, member.type === 'directory'))
            return true;
        // A root that is a file has nothing below it, but a name.
        return path === root && member.type !== 'directory' && covers((0,external_node_path_.dirname)(root), path, false);
    };
}
async function fetchMissing(dump, tree, missing, arrived, signal) {
    // They come back as they were, though nothing else in them was asked for.
    const arrive = async ({ parents }) => {
        for (const parent of parents)
            await tree.directory(parent, false);
    };
    for await (const { member, content } of readWhole(dump, signal)) {
        const [first, ...others] = missing.get(member.path) ?? [];
        if (!first || member.type !== 'file')
            continue;
        missing.delete(member.path);
        await arrive(first);
        await tree.file({ ...member, path: first.member.path }, content);
        arrived.add(first.root, 'bytes', member.size);
        for (const other of others) {
            await arrive(other);
            await tree.link({ ...other.member, target: first.member.path });
        }
    }
    const [left] = [...missing.values()].flat();
    if (left)
        throw notThere(left.member);
    await tree.finish();
}
function notThere(member) {
    return new problem/* Problem */.AF('object-damaged', `files.tar links ${(0,files_name/* shown */.SP)(member.path)} to ${(0,files_name/* shown */.SP)(member.target)}, which it does not hold`, { hint: problem/* remedy */.zL.damaged });
}
/** Every member with its root, every content digested, compared with the facts at the end. */
async function* readWhole(dump, signal) {
    const roots = rootsOf(dump.facts);
    const tally = startTally(roots);
    for await (const { member, content } of readMembers(await dump.open(archivePart), signal)) {
        const path = `/${member.path}`;
        const root = roots.find((candidate) => (0,files_name/* isBelow */.Yw)(candidate, path));
        if (root === undefined) {
            throw new problem/* Problem */.AF('object-damaged', `files.tar holds ${(0,files_name/* shown */.SP)(path)}, which is outside what was backed up`, {
                hint: problem/* remedy */.zL.damaged,
            });
        }
        if (tally.bytes + member.size > dump.facts.sizeBytes) {
            throw new problem/* Problem */.AF('object-damaged', `files.tar holds more than the ${dump.facts.sizeBytes} bytes that were backed up`, { hint: problem/* remedy */.zL.damaged });
        }
        const digest = startContent(member.size);
        let read = 0;
        const digested = digesting(content, (chunk) => {
            read += chunk.length;
            return digest.add(chunk);
        });
        yield { root, path, member, content: digested };
        for await (const _ of digested) {
            // What was not wanted is read all the same: the digest is of everything.
        }
        if (read !== member.size)
            throw new problem/* Problem */.AF('object-damaged', `files.tar cuts ${(0,files_name/* shown */.SP)(path)} off`, { hint: problem/* remedy */.zL.damaged });
        tally.add(root, path, member, member.type === 'file' ? (await digest.digest()).toString('hex') : undefined);
    }
    compare(tally, dump.facts);
}
async function* digesting(content, see) {
    for await (const chunk of content) {
        await see(chunk);
        yield chunk;
    }
}
function compare(tally, expected) {
    const actual = tally.facts();
    const count = (key) => (Object.hasOwn(actual.rows, key) ? actual.rows[key] : 0);
    const different = Object.keys(expected.rows).find((key) => expected.rows[key] !== count(key));
    if (different !== undefined) {
        const message = `files.tar is not what was backed up: ${(0,files_name/* shown */.SP)(different)}: ${count(different)} instead of ${expected.rows[different]}`;
        throw new problem/* Problem */.AF('object-damaged', message, { hint: problem/* remedy */.zL.damaged });
    }
    const digests = new Set(actual.objects['digest']);
    const altered = (expected.objects['digest'] ?? []).find((line) => !digests.has(line));
    if (altered !== undefined) {
        throw new problem/* Problem */.AF('object-damaged', `files.tar is not what was backed up: the digest of ${(0,files_name/* shown */.SP)(altered)} differs`, {
            hint: problem/* remedy */.zL.damaged,
        });
    }
}

;// CONCATENATED MODULE: ./engine/files/increment/order.js

/**
 * The order of an archive, of paths as its members have them: by roots, as they are listed, then each directory before what is in
 * it, names in the order of their UTF-16 units.
 */
function archiveOrder(roots) {
    if (roots.length < 2)
        return compareBelow;
    const rankOf = (path) => roots.findIndex((root) => (0,files_name/* isBelow */.Yw)(root, `/${path}`));
    return (one, other) => rankOf(one) - rankOf(other) || compareBelow(one, other);
}
const slash = 0x2f;
function compareBelow(one, other) {
    const length = Math.min(one.length, other.length);
    for (let at = 0; at < length; at += 1) {
        const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
        if (a === b)
            continue;
        // A name that ends here comes before all that go on.
        if (a === slash)
            return -1;
        if (b === slash)
            return 1;
        return a - b;
    }
    return one.length - other.length;
}

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/files/increment/header.js


const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    kind: schemas/* enum */.k5n(['full', 'increment']),
    /** Of an increment: what its records are changes to. */
    base: schemas/* string */.YjP().max(200).optional(),
    roots: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP().max(4200), real: schemas/* string */.YjP().max(4200), ino: schemas/* string */.YjP().regex(/^\d{1,20}$/) }))
        .min(1)
        .max(2_000),
    include: schemas/* array */.YOg(schemas/* string */.YjP()),
    exclude: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const headerMaxBytes = 16 << 20;
const encodeHeader = (header) => Buffer.from(`${JSON.stringify(header)}\n`);
/** The header, or why it is none. */
function parseHeader(line) {
    const read = (0,bytes/* readJson */.Vh)(line, schema, { maxBytes: headerMaxBytes });
    return 'misread' in read ? { wrong: read.misread.because } : read.value;
}
/** Why what is there now cannot be compared with what the index lists; undefined: it can. Pure. */
function otherThan(was, now) {
    const paths = (roots) => roots.map(({ path }) => path).join('\0');
    if (paths(was.roots) !== paths(now.roots))
        return 'paths has changed since';
    for (const key of ['include', 'exclude'])
        if (was[key].join('\0') !== now[key].join('\0'))
            return `${key} has changed since`;
    const moved = now.roots.find(({ real, ino }, at) => real !== was.roots[at]?.real || ino !== was.roots[at]?.ino);
    return moved && `${moved.path} is another directory than it was`;
}

;// CONCATENATED MODULE: ./engine/files/increment/reader.js



const reader_none = Buffer.alloc(0);
// Three fields of a record: two of them names.
const recordMaxBytes = 12_000;
/** An index, record by record: those of a chunk without waiting. */
class IndexReader {
    header;
    #chunks;
    #name;
    #rest;
    #at = 0;
    constructor(name, chunks, header, rest) {
        this.#name = name;
        this.#chunks = chunks;
        this.header = header;
        this.#rest = rest;
    }
    /** `name`: for messages. Throws `object-damaged` for what is no index. */
    static async open(name, source) {
        const chunks = source[Symbol.asyncIterator]();
        let rest = reader_none;
        for (;;) {
            const end = rest.indexOf(10);
            if (end >= 0) {
                const header = parseHeader(rest.subarray(0, end));
                if ('wrong' in header)
                    throw reader_damaged(name, header.wrong);
                return new IndexReader(name, chunks, header, rest.subarray(end + 1));
            }
            if (rest.length > headerMaxBytes)
                throw reader_damaged(name, 'its first line has no end');
            const step = await chunks.next();
            if (step.done)
                throw reader_damaged(name, 'it is cut off');
            rest = Buffer.concat([rest, step.value]);
        }
    }
    /** What is at hand of the next record; undefined: `more` has to be called. */
    next() {
        const rest = this.#rest;
        const first = rest.indexOf(0, this.#at);
        const second = first < 0 ? -1 : rest.indexOf(0, first + 1);
        const third = second < 0 ? -1 : rest.indexOf(0, second + 1);
        if (third < 0) {
            if (rest.length - this.#at > recordMaxBytes)
                throw reader_damaged(this.#name, 'a record of it has no end');
            return undefined;
        }
        const record = decodeRecord(rest, [this.#at, first, second, third]);
        this.#at = third + 1;
        if (record === undefined)
            throw reader_damaged(this.#name, 'it has a record that is none');
        return record;
    }
    /** False at the end. */
    async more() {
        const step = await this.#chunks.next();
        const rest = this.#rest.subarray(this.#at);
        if (step.done) {
            if (rest.length > 0)
                throw reader_damaged(this.#name, 'it is cut off');
            return false;
        }
        this.#rest = rest.length === 0 ? step.value : Buffer.concat([rest, step.value]);
        this.#at = 0;
        return true;
    }
    async [Symbol.asyncDispose]() {
        await this.#chunks.return?.();
    }
}
const reader_damaged = (name, why) => new problem/* Problem */.AF('object-damaged', `${name} is not an index of files: ${why}`, { hint: problem/* remedy */.zL.damaged });

;// CONCATENATED MODULE: ./engine/files/increment/whole.js
var whole_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var whole_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









const indexPart = 'files.index';
/**
 * A chain, the full backup first, as the one full backup that would have been made instead of the last: its archive is put together
 * while it is read, so whatever reads, restores and compares a full backup does the same with it.
 */
function wholeOf(levels, signal) {
    const last = levels.at(-1);
    if (!last)
        throw new Error('a chain has at least one backup');
    if (levels.length === 1)
        return last;
    return {
        facts: last.facts,
        parts: last.parts,
        open: async (part) => part === archivePart
            ? external_node_stream_.Readable.from(coalesce(joined(levels, archiveOrder(rootsOf(last.facts)), signal)), { objectMode: false })
            : last.open(part),
    };
}
/** What comes next of one backup: something it holds, or the path of something that it says is gone. */
class Head {
    #members;
    #gone;
    #order;
    #member;
    #lost;
    constructor(members, gone, order) {
        this.#members = members;
        this.#gone = gone;
        this.#order = order;
    }
    async begin() {
        this.#member = await nextOf(this.#members);
        this.#lost = await nextOf(this.#gone);
    }
    get path() {
        const [held, lost] = [this.#member?.member.path, this.#lost];
        if (held === undefined || lost === undefined)
            return held ?? lost;
        return this.#order(held, lost) <= 0 ? held : lost;
    }
    /** undefined: it is gone. */
    get member() {
        return this.#member?.member.path === this.path ? this.#member : undefined;
    }
    async advance() {
        const { path } = this;
        if (this.#lost === path)
            this.#lost = await nextOf(this.#gone);
        if (this.#member?.member.path === path)
            this.#member = await nextOf(this.#members);
    }
    async end() {
        await this.#members.return(undefined);
        await this.#gone.return(undefined);
    }
}
async function nextOf(items) {
    const step = await items.next();
    return step.done ? undefined : step.value;
}
async function* joined(levels, order, signal) {
    // Newest first: of one path, its word counts.
    const heads = levels.toReversed().map((level) => {
        const isFull = level === levels[0];
        return new Head(membersOf(level, signal), isFull ? whole_nothing() : goneOf(level), order);
    });
    try {
        await Promise.all(heads.map((head) => head.begin()));
        for (;;) {
            let first;
            for (const head of heads)
                if (head.path !== undefined && (first?.path === undefined || order(head.path, first.path) < 0))
                    first = head;
            const path = first?.path;
            if (path === undefined)
                break;
            const found = first?.member;
            if (found)
                yield* written(found);
            for (const head of heads)
                if (head.path === path)
                    await head.advance();
        }
        yield files_member/* endOfArchive */.PG;
    }
    finally {
        await Promise.allSettled(heads.map((head) => head.end()));
    }
}
async function* written({ member, content }) {
    yield (0,files_member/* encodeMember */.Fi)(member);
    if (member.type !== 'file')
        return;
    yield* content;
    yield (0,files_member/* padding */.Ms)(member.size);
}
async function* membersOf(level, signal) {
    yield* readMembers(await level.open(archivePart), signal);
}
async function* goneOf(level) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const reader = whole_addDisposableResource(env_1, await IndexReader.open(indexPart, (await level.open(indexPart))), true);
        for (;;) {
            const record = reader.next();
            if (record === undefined) {
                if (await reader.more())
                    continue;
                return;
            }
            if (isGone(record))
                yield record.path;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = whole_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function* whole_nothing() { }

// EXTERNAL MODULE: ./engine/increment.js
var increment = __webpack_require__(62798);
;// CONCATENATED MODULE: ./engine/files/finding.js



const NAMED = 50;
function startFindings() {
    const kinds = {
        skipped: { count: 0, named: [], rest: 'were not backed up' },
        vanished: { count: 0, named: [], rest: 'were removed before they could be read' },
        changed: { count: 0, named: [], rest: 'changed while they were read' },
        special: { count: 0, named: [], rest: 'are sockets, pipes or devices' },
        empty: { count: 0, named: [], rest: 'contain no file' },
        exposed: { count: 0, named: [], rest: 'hold a private key that others may read or replace' },
        outside: { count: 0, named: [], rest: 'are links out of what is backed up' },
        expires: {
            count: 0,
            named: [],
            rest: 'hold a certificate that has expired or does so within 30 days',
        },
        unparsed: { count: 0, named: [], rest: 'hold a certificate that cannot be parsed' },
        none: { count: 0, named: [], rest: 'hold no certificate' },
        full: { count: 0, named: [], rest: 'are full backups' },
    };
    const add = (kind, finding) => {
        const { named } = kinds[kind];
        kinds[kind].count += 1;
        if (named.length < NAMED)
            named.push(finding);
    };
    const warning = (message, hint) => ({
        level: 'warning',
        blame: 'source',
        message,
        ...(hint ? { hint } : {}),
    });
    return {
        skipped(path, error) {
            if (error.code === 'ENOENT') {
                return add('vanished', warning(`${(0,files_name/* shown */.SP)(path)} was removed before it could be read`));
            }
            const hint = 'Run the backup as a user who may read it, or exclude it.';
            add('skipped', warning(`${(0,files_name/* shown */.SP)(path)} was not backed up: ${(0,words/* reasonOf */.A3)(error)}`, hint));
        },
        changed(path) {
            const hint = 'If the content matters, back up a snapshot, or stop the writer during the backup.';
            add('changed', warning(`${(0,files_name/* shown */.SP)(path)} changed while it was read`, hint));
        },
        special(path) {
            add('special', {
                level: 'note',
                blame: 'source',
                message: `${(0,files_name/* shown */.SP)(path)} is a socket, a pipe or a device, so it is not backed up`,
            });
        },
        empty(root) {
            add('empty', warning(`${(0,files_name/* shown */.SP)(root)} contains no file to back up`));
        },
        exposed(path, mode) {
            const said = mode.toString(8).padStart(4, '0');
            const message = `${(0,files_name/* shown */.SP)(path)} holds a private key that every user may read or replace (mode ${said})`;
            add('exposed', warning(message, `Run chmod o= on it, in the source and where a backup of it was restored.`));
        },
        outside(path, target) {
            const hint = 'Add the path that it leads to under paths, or replace the link with the file.';
            const message = `${(0,files_name/* shown */.SP)(path)} is a link to ${(0,files_name/* shown */.SP)(target)}, which is outside of what is backed up`;
            add('outside', warning(message, hint));
        },
        expires(path, what) {
            add('expires', warning(`${(0,files_name/* shown */.SP)(path)}: ${what}`, 'Renew the certificate, or exclude the file if nothing uses it.'));
        },
        unparsed(path) {
            const hint = 'Compare it with openssl x509 -in FILE: a cut-off or altered file is backed up as it is.';
            add('unparsed', warning(`${(0,files_name/* shown */.SP)(path)} holds a certificate that cannot be parsed`, hint));
        },
        noCertificate(roots) {
            const hint = 'Correct paths, include and exclude, or leave preset: certificates out.';
            add('none', warning(`no certificate was found in ${roots.join(', ')}`, hint));
        },
        full(why) {
            add('full', { level: 'note', blame: 'env', message: (0,increment/* fullInstead */.S)(why) });
        },
        get skippedCount() {
            return kinds.skipped.count;
        },
        list() {
            return Object.values(kinds).flatMap(({ count, named, rest }) => {
                const more = count - named.length;
                const level = named[0]?.level ?? 'warning';
                return more > 0 ? [...named, { level, blame: 'source', message: `${more} more files ${rest}` }] : named;
            });
        },
    };
}

// EXTERNAL MODULE: ./engine/files/remove.js
var remove = __webpack_require__(33351);
;// CONCATENATED MODULE: ./engine/files/increment/changes.js

// The coarsest clock of a file system that is in use (FAT's); those of Linux tick every four milliseconds.
const tickNs = 2000000000n;
/**
 * Goes along with a walk through what is there now, and along the indexes of what was there before: tells what has changed, and
 * writes the index of it. Each path once, in the order of an archive.
 */
class Changes {
    content;
    #comparing;
    #next;
    #begun = false;
    /** Was there before and is being looked at: it is gone if nothing is said of it. */
    #open;
    constructor(comparing) {
        this.#comparing = comparing;
        this.content = comparing.content;
    }
    /** What the index says of a file that looks as it did; undefined: it is to be taken. */
    async see(member, stat) {
        const was = await this.#find(member.path);
        this.#open = was;
        if (!was || was.target !== member.target || was.state !== stateOf(member, stat))
            return undefined;
        return was;
    }
    /** It is as it was. */
    same() {
        this.#open = undefined;
    }
    /** It is in the archive. `stat` from before it was read, `seenAt` from before that; `steady`: it did not change meanwhile. */
    async took(member, stat, { seenAt, steady = true, digest }) {
        this.#open = undefined;
        // Within a tick of the clock it may change again, and look the same: then it is taken once more.
        const settled = steady && stat.ctimeNs < BigInt(seenAt.getTime()) * 1000000n - tickNs;
        const state = stateOf(member, { ctimeNs: settled ? stat.ctimeNs : undefined, ino: stat.ino });
        const { path, target } = member;
        await this.#comparing.index.add({ path, state, target, digest: digest ?? '-' });
    }
    /** The clock that `took` compares with. */
    now() {
        return this.#comparing.now();
    }
    /** What is left of the indexes is gone. */
    async finish() {
        await this.#find(undefined);
    }
    async #find(path) {
        const { levels, order, index } = this.#comparing;
        if (!levels)
            return undefined;
        if (this.#open)
            await index.add({ path: this.#open.path, gone: true });
        this.#open = undefined;
        if (!this.#begun)
            this.#next = await levels.next();
        this.#begun = true;
        for (let next = this.#next; next; next = this.#next) {
            const where = path === undefined ? -1 : order(next.path, path);
            if (where > 0)
                return undefined;
            this.#next = await levels.next();
            if (where === 0)
                return next;
            await index.add({ path: next.path, gone: true });
        }
        return undefined;
    }
}

;// CONCATENATED MODULE: ./engine/files/increment/levels.js



/** The place in one index. */
class Cursor {
    #reader;
    #order;
    head;
    constructor(reader, order) {
        this.#reader = reader;
        this.#order = order;
    }
    async advance() {
        const before = this.head;
        let next = this.#reader.next();
        while (next === undefined && (await this.#reader.more()))
            next = this.#reader.next();
        if (before && next && this.#order(before.path, next.path) >= 0)
            throw new problem/* Problem */.AF('object-damaged', `an index of files lists ${(0,files_name/* shown */.SP)(next.path)} out of order`, {
                hint: problem/* remedy */.zL.damaged,
            });
        this.head = next;
    }
}
/**
 * What the indexes of a chain say together, the full's and then each increment's: of each path the newest record, in the order of
 * an archive. Memory: one record of each.
 */
class Levels {
    #full;
    /** Newest first. */
    #increments;
    #order;
    /** Of the increments, the record that comes next: only one of them has changed since it was chosen. */
    #first;
    constructor(full, increments, order) {
        this.#full = full;
        this.#increments = increments;
        this.#order = order;
    }
    static async open(readers, order) {
        const [full, ...increments] = readers.map((reader) => new Cursor(reader, order));
        if (!full)
            throw new Error('a chain has at least one backup');
        for (const cursor of [full, ...increments])
            await cursor.advance();
        const levels = new Levels(full, increments.reverse(), order);
        levels.#choose();
        return levels;
    }
    #choose() {
        this.#first = undefined;
        for (const { head } of this.#increments)
            if (head && (!this.#first || this.#order(head.path, this.#first.path) < 0))
                this.#first = head;
    }
    /** The next file that was there; undefined: there are no more. */
    async next() {
        for (;;) {
            const record = await this.#take();
            if (record === undefined || !isGone(record))
                return record;
        }
    }
    async #take() {
        const [first, full] = [this.#first, this.#full.head];
        const where = first && full ? this.#order(full.path, first.path) : first ? 1 : -1;
        if (where <= 0)
            await this.#full.advance();
        if (where < 0 || first === undefined)
            return full;
        for (const cursor of this.#increments)
            if (cursor.head?.path === first.path)
                await cursor.advance();
        this.#choose();
        return first;
    }
}

;// CONCATENATED MODULE: ./engine/files/increment/writer.js




const writer_atOnceBytes = 256 << 10;
/** An index under way, in a file: it is a part of its own, which comes after the archive. */
class IndexWriter {
    #path;
    #handle;
    #waiting = [];
    #bytes = 0;
    constructor(path, handle) {
        this.#path = path;
        this.#handle = handle;
    }
    static async create(path, header) {
        const writer = new IndexWriter(path, await (0,external_node_fs_promises_.open)(path, 'wx', 0o600));
        writer.#push(encodeHeader(header));
        return writer;
    }
    #push(bytes) {
        this.#waiting.push(bytes);
        this.#bytes += bytes.length;
    }
    async add(record) {
        this.#push(encodeRecord(record));
        if (this.#bytes >= writer_atOnceBytes)
            await this.#flush();
    }
    async #flush() {
        const bytes = Buffer.concat(this.#waiting);
        this.#waiting = [];
        this.#bytes = 0;
        // What a full disk does not take of it is an error, and not a short index.
        await this.#handle.appendFile(bytes);
    }
    /** All of it, from its beginning. Nothing is added after. */
    async read() {
        await this.#flush();
        return (0,external_node_fs_.createReadStream)(this.#path, { highWaterMark: writer_atOnceBytes });
    }
    async [Symbol.asyncDispose]() {
        await this.#handle.close();
    }
}

;// CONCATENATED MODULE: ./engine/files/increment/prepare.js
var prepare_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var prepare_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** The indexes are fetched whole before anything is read: what is wrong with them turns up while it can still be a full backup. */
async function prepare({ source, roots, since, bench, signal }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stack = prepare_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const folder = await temporary(bench);
        stack.defer(() => (0,remove/* removeTree */.d)(folder));
        const { include, exclude } = source;
        const now = {
            roots: await Promise.all(roots.map(async ({ path, real }) => ({ path, real, ino: `${(await (0,external_node_fs_promises_.stat)((0,files_name/* fsPath */.Jk)(real), { bigint: true })).ino}` }))),
            include: [...include],
            exclude: [...exclude],
        };
        const order = archiveOrder(roots.map(({ path }) => path));
        const opened = since && (await openLevels(since, now, order, folder, signal));
        const found = opened && 'levels' in opened ? opened : undefined;
        if (found)
            stack.use(found);
        const base = found && since?.id;
        const header = {
            version: 1,
            ...(base === undefined ? { kind: 'full' } : { kind: 'increment', base }),
            ...now,
        };
        const index = stack.use(await IndexWriter.create((0,external_node_path_.join)(folder, 'index'), header));
        const comparing = {
            levels: found?.levels,
            order,
            index,
            content: source.increments?.content ?? false,
            now: bench.now,
        };
        const kept = stack.move();
        return {
            changes: new Changes(comparing),
            base,
            whyFull: opened && 'wrong' in opened ? opened.wrong : undefined,
            index: () => index.read(),
            [Symbol.asyncDispose]: () => kept.disposeAsync(),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = prepare_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function openLevels({ states }, now, order, folder, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const stack = prepare_addDisposableResource(env_2, new AsyncDisposableStack(), true);
        try {
            const readers = [];
            for (const [at, { id, read }] of states.entries()) {
                const path = (0,external_node_path_.join)(folder, `level-${at}`);
                await read((body) => (0,external_node_stream_promises_.pipeline)(body, (0,external_node_fs_.createWriteStream)(path, { mode: 0o600 }), { signal }));
                const reader = stack.use(await IndexReader.open(`the index of ${id}`, (0,external_node_fs_.createReadStream)(path)));
                const before = states[at - 1]?.id;
                if (reader.header.base !== before || (reader.header.kind === 'full') !== (before === undefined))
                    return { wrong: `the index of ${id} is not that of the backup after ${before ?? 'none'}` };
                const other = otherThan(reader.header, now);
                if (other !== undefined)
                    return { wrong: other };
                readers.push(reader);
            }
            const levels = await Levels.open(readers, order);
            const kept = stack.move();
            return { levels, [Symbol.asyncDispose]: () => kept.disposeAsync() };
        }
        catch (error) {
            if (signal.aborted || !(0,problem/* isFailure */.N6)(error) || error.code === 'cancelled')
                throw error;
            return { wrong: `its index cannot be used: ${error.message}` };
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = prepare_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function temporary({ temporaryDirectory }) {
    try {
        return await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(temporaryDirectory, 'index-'));
    }
    catch (cause) {
        throw new problem/* Problem */.AF('source-failed', `there is no room for an index in the temporary directory: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Set TMPDIR to a writable directory with free space.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./engine/files/preset/certificate.js

/** "CN=shop.example until 2027-01-31": the day is UTC's. */
const described = ({ name, until }) => `${name} until ${until.toISOString().slice(0, 10)}`;
/** One certificate, PEM or DER. undefined: it cannot be parsed. */
function certificateIn(bytes) {
    try {
        const { subject, subjectAltName, validToDate } = new external_node_crypto_.X509Certificate(bytes);
        if (Number.isNaN(validToDate.getTime()))
            return undefined;
        // A line for each part; the common name says most.
        const parts = (subject ?? '').split('\n').filter((part) => part !== '');
        const name = parts.find((part) => part.startsWith('CN=')) ?? parts.join(', ');
        return { name: certificate_short(name === '' ? (subjectAltName ?? 'a certificate without a name') : name), until: validToDate };
    }
    catch {
        return undefined;
    }
}
const certificate_short = (name) => (name.length > 200 ? `${name.slice(0, 200)}...` : name);

;// CONCATENATED MODULE: ./engine/files/preset/look.js


// All certificate authorities of a Linux distribution have a quarter of it. What is larger is not looked into.
const mostBytes = 1 << 20;
/** undefined: a file of this size is not looked into. */
function startLook(path, size) {
    if (size === 0 || size > mostBytes)
        return undefined;
    const chunks = [];
    return {
        add: (chunk) => void chunks.push(Buffer.from(chunk)),
        found: () => inspect(path, Buffer.concat(chunks)),
    };
}
const look_nothing = { certificates: [], unparsed: 0, hasPrivateKey: false };
const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
function inspect(path, bytes) {
    if (!bytes.includes('-----BEGIN '))
        return binary(path, bytes);
    const text = bytes.toString('latin1');
    const blocks = text.match(block) ?? [];
    const certificates = blocks.flatMap((one) => certificateIn(one) ?? []);
    const begun = text.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g)?.length ?? 0;
    return {
        certificates,
        unparsed: begun - certificates.length,
        hasPrivateKey: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text),
    };
}
/** DER says nothing of what it is: the file's name does. */
function binary(path, bytes) {
    const [, ending = ''] = /\.([a-z0-9]+)$/i.exec(path) ?? [];
    const isSequence = bytes[0] === 0x30;
    if (/^(?:der|cer|crt|cert)$/i.test(ending) && isSequence) {
        const certificate = certificateIn(bytes);
        if (certificate !== undefined)
            return { ...look_nothing, certificates: [certificate] };
        return isPrivateKey(bytes) ? { ...look_nothing, hasPrivateKey: true } : { ...look_nothing, unparsed: 1 };
    }
    if (/^(?:key|pk8|pkcs8)$/i.test(ending) && isSequence)
        return { ...look_nothing, hasPrivateKey: isPrivateKey(bytes) };
    // PKCS #12, and Java's own.
    const isStore = /^(?:p12|pfx)$/i.test(ending) ? isSequence : bytes.subarray(0, 4).toString('hex') === 'feedfeed';
    return isStore ? { ...look_nothing, hasPrivateKey: true } : look_nothing;
}
function isPrivateKey(key) {
    return ['pkcs8', 'pkcs1', 'sec1'].some((type) => {
        try {
            return (0,external_node_crypto_.createPrivateKey)({ key, format: 'der', type }).type === 'private';
        }
        catch (error) {
            // Encrypted, and so a key.
            return error.code === 'ERR_MISSING_PASSPHRASE';
        }
    });
}

;// CONCATENATED MODULE: ./engine/files/preset/inspector.js




/** The kind of the facts that lists them: of a backup that a preset looked into, and of no other. */
const certificateKind = 'certificate';
const soonMs = 30 * 86_400_000;
// For people, and all of them are in facts.json: a source with more has something else in mind.
const mostListed = 10_000;
/** Looks at what a source with a preset backs up, while it is read. */
class Inspector {
    #preset;
    #roots;
    #findings;
    #now;
    #list = new CertificateList();
    constructor(preset, roots, findings, now) {
        this.#preset = preset;
        this.#roots = roots;
        this.#findings = findings;
        this.#now = now;
    }
    /** A symbolic link: its target is a text, and nothing is asked of it. */
    link(path, { target }) {
        const leadsTo = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(path), target);
        if (!this.#roots.some((root) => (0,files_name/* isBelow */.Yw)(root, leadsTo)))
            this.#findings.outside(path, target);
    }
    /** Looks into a file; undefined: there is nothing to see. */
    file(path, { mode, size }) {
        const look = startLook(path, size);
        if (look === undefined)
            return undefined;
        const found = () => {
            const seen = look.found();
            if (seen.hasPrivateKey && (mode & 0o007) !== 0)
                this.#findings.exposed(path, mode & 0o777);
            if (seen.unparsed > 0)
                this.#findings.unparsed(path);
            for (const certificate of seen.certificates)
                this.#judge(path, certificate);
            this.#list.add(path, seen.certificates);
            return seen;
        };
        return { add: (chunk) => look.add(chunk), found };
    }
    /** The facts with what was seen. */
    facts(facts) {
        if (this.#preset === 'certificates' && this.#list.isEmpty)
            this.#findings.noCertificate(this.#roots.map(files_name/* shown */.SP));
        return withCertificates(facts, this.#list);
    }
    #judge(path, certificate) {
        const leftMs = certificate.until.getTime() - this.#now.getTime();
        if (leftMs > soonMs)
            return;
        const days = Math.floor(leftMs / 86_400_000);
        const when = leftMs <= 0 ? 'has expired' : days === 0 ? 'expires within a day' : `expires in ${days} days`;
        this.#findings.expires(path, `${described(certificate)} ${when}`);
    }
}
/** The same of a source and of what was restored. */
class CertificateList {
    #names = [];
    add(path, certificates) {
        for (const certificate of certificates) {
            if (this.#names.length < mostListed)
                this.#names.push(`${(0,files_name/* shown */.SP)(path)}: ${described(certificate)}`);
        }
    }
    get isEmpty() {
        return this.#names.length === 0;
    }
    sorted() {
        return [...new Set(this.#names)].sort();
    }
}
const withCertificates = (facts, list) => ({
    ...facts,
    objects: { ...facts.objects, [certificateKind]: list.sorted() },
});

;// CONCATENATED MODULE: ./engine/files/source.js
var source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Finds every file once, for its size, unless that is known: what a dump takes is found anew. */
async function openFiles(source, bench, signal, knownBytes) {
    (0,host_path/* requireHost */.sq)(source);
    const sizeBytes = knownBytes ?? (await sizeOf(source, signal));
    // It was known of what an increment is built on: a full backup instead is measured.
    const measure = async () => (knownBytes === undefined ? sizeBytes : await sizeOf(source, signal));
    return {
        where: 'host',
        server: undefined,
        sizeBytes,
        // Whether each may be read is known when it is.
        rehearse: async () => undefined,
        dump: (since) => dumpFiles(source, since, bench, measure, signal),
        [Symbol.asyncDispose]: async () => undefined,
    };
}
async function sizeOf({ paths, exclude }, signal) {
    const excluded = compilePatterns(exclude);
    let bytes = 0;
    for (const root of await findRoots(paths)) {
        const isExcluded = (path, directory) => excluded(root.path, path, directory);
        const found = walk(root, isExcluded, () => undefined, signal);
        for await (const { stat } of found)
            if (stat.isFile())
                bytes += Number(stat.size);
    }
    return bytes;
}
function dumpFiles(source, since, bench, measure, signal) {
    const findings = startFindings();
    const spare = readSpare();
    const now = bench.now();
    let facts;
    let base;
    async function* archive(roots, changes) {
        const paths = roots.map((root) => root.path);
        const tally = startTally(paths);
        const inspector = source.preset && new Inspector(source.preset, paths, findings, now);
        const { include, exclude } = source;
        const more = { ...(inspector ? { inspector } : {}), ...(changes ? { changes } : {}) };
        yield* pack({ roots, include, exclude, tally, findings, spare, ...more }, signal);
        await requireRoots(roots);
        facts = inspector?.facts(tally.facts()) ?? tally.facts();
    }
    async function* parts() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            (0,problem/* stopIfAborted */.NI)(signal);
            const roots = await findRoots(source.paths);
            const wants = source.increments !== undefined;
            const prepared = source_addDisposableResource(env_1, wants ? await prepare({ source, roots, since, bench, signal }) : undefined, true);
            if (prepared?.whyFull !== undefined)
                findings.full(prepared.whyFull);
            base = prepared?.base;
            const expected = base === undefined ? { expectedBytes: await measure() } : {};
            const body = external_node_stream_.Readable.from(coalesce(archive(roots, prepared?.changes)), { objectMode: false });
            // Nobody may be reading when the signal fires.
            const stop = () => body.destroy((0,problem/* cancelled */.KW)(signal));
            signal.addEventListener('abort', stop);
            try {
                yield { name: archivePart, compression: 'zstd', body, ...expected, spent: (chunk) => void spare.giveBack(chunk) };
                if (prepared && facts)
                    yield { name: indexPart, compression: 'zstd', body: await prepared.index() };
            }
            finally {
                signal.removeEventListener('abort', stop);
                body.destroy();
                spare.close();
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = source_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    return {
        parts: parts(),
        result() {
            if (!facts)
                throw new problem/* Problem */.AF('dump-incomplete', `the archive of ${source.paths.map(files_name/* shown */.SP).join(', ')} is not complete`, {
                    hint: problem/* remedy */.zL.dump,
                });
            const increment = base === undefined ? {} : { base };
            return { facts, findings: findings.list(), versions: { tar: 'pax' }, consistency: 'per-object', ...increment };
        },
    };
}

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
// EXTERNAL MODULE: ./engine/target/path.js
var path = __webpack_require__(96042);
;// CONCATENATED MODULE: ./engine/files/owner.js
var owner_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var owner_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Whether what is written here can be given to others: root may, but not on every file system nor in every container. */
async function mayGive({ at }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (process.geteuid?.() !== 0)
            return false;
        const path = (0,files_name/* fsPath */.Jk)(`${at}/.backproof-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
        const flags = external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_CREAT | external_node_fs_.constants.O_EXCL | external_node_fs_.constants.O_NOFOLLOW;
        const handle = await (0,external_node_fs_promises_.open)(path, flags, 0o600).catch((error) => {
            // Only in folders of it can anything be written.
            if (error.code !== 'EROFS' && error.code !== 'EACCES' && error.code !== 'EPERM')
                throw error;
        });
        if (!handle)
            return true;
        const _ = owner_addDisposableResource(env_1, handle, true);
        try {
            await handle.chown(1, 1);
            return true;
        }
        catch (error) {
            const { code } = error;
            if (code === 'EPERM' || code === 'EINVAL' || code === 'ENOTSUP' || code === 'ENOSYS')
                return false;
            throw error;
        }
        finally {
            await (0,external_node_fs_promises_.rm)(path, { force: true });
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = owner_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./engine/files/place.js



// Each takes a file descriptor.
const mostHeld = 256;
/** `inTheWay`: what is thrown where something else has the name of a directory. */
function openPlaces(base, inTheWay) {
    const held = [];
    const top = () => held.at(-1) ?? { path: '', hold: base };
    async function go(path, open) {
        for (let { path: here } = top(); here !== '' && here !== path && !path.startsWith(`${here}/`); here = top().path) {
            await held.pop()?.hold[Symbol.asyncDispose]();
        }
        while (top().path !== path) {
            const { path: here, hold } = top();
            const from = here === '' ? 0 : here.length + 1;
            const to = path.indexOf('/', from);
            const step = to < 0 ? path : path.slice(0, to);
            held.push({ path: step, hold: await open(`${hold.at}/${step.slice(from)}`, step === path).catch(named(step)) });
            if (held.length > mostHeld)
                await held.shift()?.hold[Symbol.asyncDispose]();
        }
        return top().hold;
    }
    const named = (path) => (error) => {
        throw error.code === 'ENOTDIR' || error.code === 'ELOOP' ? inTheWay(path) : error;
    };
    return {
        enter: (path, mode) => go(path, async (real, last) => {
            await (0,external_node_fs_promises_.mkdir)((0,files_name/* fsPath */.Jk)(real), { mode: last ? mode : 0o755 }).catch((error) => {
                if (error.code !== 'EEXIST')
                    throw error;
            });
            return (0,directory/* holdDirectory */.l)(real);
        }),
        find: (path) => go(path, directory/* holdDirectory */.l).catch((error) => {
            if (error.code !== 'ENOENT')
                throw error;
            return undefined;
        }),
        async [Symbol.asyncDispose]() {
            for (const { hold } of held.splice(0))
                await hold[Symbol.asyncDispose]();
        },
    };
}

;// CONCATENATED MODULE: ./engine/files/tree.js







const ZEROS = Buffer.alloc(4096);
/**
 * `base`: the directory to write into. `shownAs`: its path in messages. `owners`: whether files are given to their owners;
 * where they are not, they do not get setuid, setgid and sticky either.
 */
function openTree(base, shownAs, overwrite, owners, calls) {
    const named = (path) => (0,files_name/* shown */.SP)(shownAs === '/' ? `/${path}` : `${shownAs}/${path}`);
    // The directories above the current member: their modes and times are set once they are left.
    const above = [];
    let finished = false;
    const isRoot = process.geteuid?.() === 0;
    const refuse = (path, what) => overwrite
        ? new problem/* Problem */.AF('target-refused', `${named(path)} ${what}`, {
            hint: 'Restore into another directory, or move it away.',
        })
        : new problem/* Problem */.AF('object-damaged', `files.tar holds ${(0,files_name/* shown */.SP)(path)} twice, or as more than one thing`, {
            hint: problem/* remedy */.zL.damaged,
        });
    const inTheWay = (path) => refuse(path, 'is in the way of a directory');
    const places = openPlaces(base, inTheWay);
    // Beside those, because a link is from one directory to another.
    const targets = openPlaces(base, inTheWay);
    async function arrive(path) {
        await leave(path);
        for (const directory of above) {
            if (directory.made)
                continue;
            await enter(directory.member);
            directory.made = true;
        }
    }
    /** As tar does: what is there from before may not let its owner write. Its own mode is set when it is left. */
    async function enter({ path }) {
        const { at } = await places.enter(path, 0o700);
        if (!overwrite || isRoot)
            return;
        const real = (0,files_name/* fsPath */.Jk)(at);
        const { mode } = await (0,external_node_fs_promises_.stat)(real);
        if ((mode & 0o700) !== 0o700)
            await (0,external_node_fs_promises_.chmod)(real, (mode & 0o7777) | 0o700);
    }
    async function leave(path) {
        for (let last = above.at(-1); last && !path.startsWith(`${last.member.path}/`); last = above.at(-1)) {
            above.pop();
            if (!last.made)
                continue;
            const { member } = last;
            const { at, byDescriptor } = await places.enter(member.path, 0o700);
            const real = (0,files_name/* fsPath */.Jk)(at);
            if (owners)
                await (byDescriptor ? external_node_fs_promises_.chown : external_node_fs_promises_.lchown)(real, member.uid, member.gid);
            await (0,external_node_fs_promises_.chmod)(real, owners ? member.mode : member.mode & 0o777);
            await (0,external_node_fs_promises_.utimes)(real, seconds(member), seconds(member));
        }
    }
    /** Makes a new name; where overwriting was asked for, beside its place, into which it is then moved. */
    async function create(path, make) {
        await arrive(path);
        const parent = await places.enter(parentOf(path), 0o755);
        if (finished)
            return amend(parent, () => createIn(parent, path, make));
        await createIn(parent, path, make);
    }
    async function createIn({ at }, path, make) {
        const real = (0,files_name/* fsPath */.Jk)(`${at}/${nameOf(path)}`);
        if (!overwrite)
            return make(real).catch((error) => throwExists(path, error));
        if ((await (0,external_node_fs_promises_.lstat)(real).catch(host_path/* absent */.Ge))?.isDirectory())
            throw refuse(path, notADirectory);
        const beside = (0,files_name/* fsPath */.Jk)(`${at}/.backproof-${(0,external_node_crypto_.randomBytes)(8).toString('hex')}`);
        try {
            await make(beside);
            await (0,external_node_fs_promises_.rename)(beside, real);
        }
        finally {
            // Also where both are names of one file: then renaming does nothing.
            await (0,external_node_fs_promises_.rm)(beside, { force: true });
        }
    }
    /** Into a directory that was left: its mode may not allow it any more, and its time is to stay. */
    async function amend({ at }, write) {
        const real = (0,files_name/* fsPath */.Jk)(at);
        const { mode, mtimeMs, mtime } = await (0,external_node_fs_promises_.stat)(real);
        if (!isRoot)
            await (0,external_node_fs_promises_.chmod)(real, (mode & 0o7777) | 0o300);
        try {
            await write();
        }
        finally {
            if (!isRoot)
                await (0,external_node_fs_promises_.chmod)(real, mode & 0o7777);
            const time = mtimeMs < 0 ? mtime : mtimeMs / 1000;
            await (0,external_node_fs_promises_.utimes)(real, time, time);
        }
    }
    function throwExists(path, error) {
        throw error.code === 'EEXIST' ? refuse(path, 'exists') : error;
    }
    async function located(path, write) {
        try {
            return await write();
        }
        catch (error) {
            const { code, syscall } = error;
            // Only the file system's own errors are ours to name: the archive's pass.
            if ((0,problem/* isProblem */.AN)(error) || code === undefined || syscall === undefined)
                throw error;
            throw new problem/* Problem */.AF('restore-failed', `cannot write ${named(path)}: ${(0,words/* reasonOf */.A3)(error)}`, {
                cause: error,
                hint: syscall.endsWith('chown')
                    ? 'Restore as a user other than root: owners are then left out.'
                    : problem/* remedy */.zL.target,
            });
        }
    }
    async function writeFile(real, member, content) {
        const file = await calls.create(real);
        try {
            let position = 0;
            for await (const chunk of content) {
                for (const [from, to] of member.sparse ? filled(chunk, position) : [[0, chunk.length]]) {
                    await file.write(chunk.subarray(from, to), position + from);
                }
                position += chunk.length;
            }
            if (member.sparse)
                await file.truncate(position);
            if (owners)
                await file.chown(member.uid, member.gid);
            // After the owner: changing that clears setuid.
            await file.chmod(owners ? member.mode : member.mode & 0o777);
            await file.utimes(seconds(member));
        }
        finally {
            await file.close();
        }
    }
    /** undefined: nothing has the name, or it is in a directory that its owner may not look into until it is made writable. */
    async function look(path) {
        try {
            const parent = await places.find(parentOf(path));
            return parent && (await (0,external_node_fs_promises_.lstat)((0,files_name/* fsPath */.Jk)(`${parent.at}/${nameOf(path)}`)).catch(host_path/* absent */.Ge));
        }
        catch (error) {
            if (error.code === 'EACCES' && !isRoot)
                return undefined;
            throw error;
        }
    }
    async function isFile(path) {
        const parent = await targets.find(parentOf(path)).catch((error) => {
            if (!(0,problem/* isProblem */.AN)(error))
                throw error;
        });
        const there = parent && (await (0,external_node_fs_promises_.lstat)((0,files_name/* fsPath */.Jk)(`${parent.at}/${nameOf(path)}`)).catch(host_path/* absent */.Ge));
        return there?.isFile() ?? false;
    }
    return {
        fits: ({ type, path }) => located(path, async () => {
            if (path === '')
                return;
            const there = await look(path);
            if (!there || there.isDirectory() === (type === 'directory'))
                return;
            throw type === 'directory' ? inTheWay(path) : refuse(path, notADirectory);
        }),
        directory: (member, wanted) => located(member.path, async () => {
            await (wanted ? arrive(member.path) : leave(member.path));
            above.push({ member, made: wanted });
            if (wanted)
                await enter(member);
        }),
        file: (member, content) => located(member.path, () => create(member.path, (real) => writeFile(real, member, content))),
        symlink: (member) => located(member.path, () => create(member.path, async (real) => {
            await (0,external_node_fs_promises_.symlink)((0,files_name/* fsPath */.Jk)(member.target), real);
            if (owners)
                await (0,external_node_fs_promises_.lchown)(real, member.uid, member.gid);
            await (0,external_node_fs_promises_.lutimes)(real, seconds(member), seconds(member));
        })),
        link: (member) => located(member.path, async () => {
            if (!(await isFile(member.target)))
                return false;
            await create(member.path, async (real) => {
                const parent = await targets.enter(parentOf(member.target), 0o755);
                await (0,external_node_fs_promises_.link)((0,files_name/* fsPath */.Jk)(`${parent.at}/${nameOf(member.target)}`), real);
            });
            return true;
        }),
        finish: () => located('', async () => {
            await leave('');
            finished = true;
        }),
        async [Symbol.asyncDispose]() {
            await places[Symbol.asyncDispose]();
            await targets[Symbol.asyncDispose]();
        },
    };
}
const notADirectory = 'is a directory where the backup has none';
function parentOf(path) {
    return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
function nameOf(path) {
    return path.slice(path.lastIndexOf('/') + 1);
}
/** Node turns a number below zero into the present (toUnixTimestamp); it takes a Date as it is. */
function seconds({ mtimeNs }) {
    return mtimeNs < 0n ? new Date(Number(mtimeNs / 1000000n)) : Number(mtimeNs) / 1e9;
}
/** The runs of a chunk that are not zeros, by the file's blocks. */
function filled(chunk, position) {
    const runs = [];
    for (let from = 0; from < chunk.length;) {
        const to = Math.min(chunk.length, from + ZEROS.length - ((position + from) % ZEROS.length));
        const zero = chunk.subarray(from, to).equals(ZEROS.subarray(0, to - from));
        const last = runs.at(-1);
        if (!zero && last?.[1] === from)
            last[1] = to;
        else if (!zero)
            runs.push([from, to]);
        from = to;
    }
    return runs;
}

;// CONCATENATED MODULE: ./engine/files/restore.js
var restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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












// A dot, so that nobody takes it for a file of theirs; left only by a program that was killed.
const unfinishedName = '.backproof-partial';
/**
 * Restores into an empty directory whole or not at all: what is unfinished is in one directory inside the target, which
 * is removed when anything fails. With overwrite, the whole archive is read first, so that nothing is replaced from one
 * that is damaged; then each file goes in its place, over the one of the same name, when it is whole.
 */
async function restoreFiles(dump, path, { overwrite, only }, signal, came) {
    const options = { overwrite, only, signal, came };
    const { base, made } = await restore_prepare(path, options.overwrite);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const place = restore_addDisposableResource(env_1, await (0,directory/* holdDirectory */.l)(base), true);
            const calls = (await callsByPlace()).within(base);
            if (!options.overwrite) {
                await (0,external_node_fs_promises_.mkdir)(`${place.at}/${unfinishedName}`, { mode: 0o700 });
                return await writeAside(dump, place, (0,external_node_path_.join)(base, unfinishedName), calls, options);
            }
            await requireFit(dump, openTree(place, base, true, false, calls), options);
            const owners = await mayGive(place);
            const tree = restore_addDisposableResource(env_1, openTree(place, base, true, owners, calls), true);
            return notes(await write(dump, tree, options), owners);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = restore_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await (0,host_path/* removeMade */.gp)(base, made);
        if ((0,problem/* isProblem */.AN)(error) || error.syscall === undefined)
            throw error;
        throw new problem/* Problem */.AF('restore-failed', `cannot restore into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: problem/* remedy */.zL.target,
            cause: error,
        });
    }
}
/** Reads the whole archive, and writes nothing. */
async function requireFit(dump, tree, { only, signal }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const _ = restore_addDisposableResource(env_2, tree, true);
        const wanted = wantedOf(only);
        for await (const found of readWhole(dump, signal))
            if (wanted(found))
                await tree.fits(found.member);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = restore_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** By the directory that is held open, and not by its name, which is whoever's the target is. */
async function writeAside(dump, place, shownAs, calls, options) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const unfinished = `${place.at}/${unfinishedName}`;
        const inside = restore_addDisposableResource(env_3, await (0,directory/* holdDirectory */.l)(unfinished), true);
        try {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const owners = await mayGive(inside);
                const tree = restore_addDisposableResource(env_4, openTree(inside, shownAs, false, owners, calls), true);
                const unpacked = await write(dump, tree, options);
                for (const name of await (0,external_node_fs_promises_.readdir)(inside.at, { encoding: 'buffer' }))
                    await move(name, inside, place);
                await (0,external_node_fs_promises_.rmdir)(unfinished);
                return notes(unpacked, owners);
            }
            catch (e_3) {
                env_4.error = e_3;
                env_4.hasError = true;
            }
            finally {
                const result_3 = restore_disposeResources(env_4);
                if (result_3)
                    await result_3;
            }
        }
        catch (error) {
            try {
                for (const name of await (0,external_node_fs_promises_.readdir)(inside.at, { encoding: 'buffer' })) {
                    await (0,remove/* removeTree */.d)(`${inside.at}/${(0,files_name/* decodeName */.e4)(name)}`);
                }
                await (0,external_node_fs_promises_.rmdir)(unfinished);
            }
            catch (also) {
                (0,problem/* noteAlso */.Gv)(error, also);
            }
            throw error;
        }
    }
    catch (e_4) {
        env_3.error = e_4;
        env_3.hasError = true;
    }
    finally {
        const result_4 = restore_disposeResources(env_3);
        if (result_4)
            await result_4;
    }
}
async function write(dump, tree, { only, signal, came }) {
    const unpacked = await unpack(dump, tree, only, signal);
    if (only.length > 0)
        came(unpacked.facts);
    if (only.length === 0 || unpacked.restored > 0)
        return unpacked;
    throw new problem/* Problem */.AF('usage', `the backup contains no file that matches ${only.join(', ')}`, {
        hint: 'A pattern with a leading slash names the whole path; any other matches at any depth; * does not match a slash.',
    });
}
function notes({ foreignOwners, specialModes }, owners) {
    if (owners)
        return [];
    const isRoot = process.geteuid?.() === 0;
    const because = isRoot ? 'the file system takes none' : 'only root may';
    const note = (what) => ({
        level: 'note',
        blame: 'env',
        message: `${what} were not restored: ${because}`,
        hint: isRoot ? 'Restore into another file system to keep them.' : 'Restore as root to keep them.',
    });
    return [...(foreignOwners ? [note('owners')] : []), ...(specialModes ? [note('setuid, setgid and sticky bits')] : [])];
}
/** The target's real path: made if it is not there, refused if it holds anything. */
async function restore_prepare(path, overwrite) {
    const look = async () => {
        const made = await (0,external_node_fs_promises_.mkdir)(path, { recursive: true, mode: 0o755 });
        const real = await (0,external_node_fs_promises_.realpath)(path);
        return { made, real, names: await (0,external_node_fs_promises_.readdir)(real) };
    };
    const { made, real, names } = await reachable(path, look());
    requireEmpty(path, names, overwrite);
    return { base: real, made: made && (await (0,external_node_fs_promises_.realpath)(made)) };
}
/** Refuses what `restoreFiles` would refuse, before anything is done for it. */
async function admitFiles(path, { overwrite }) {
    await (0,host_path/* mustMakeIn */.$t)(path);
    requireEmpty(path, (await reachable(path, (0,external_node_fs_promises_.readdir)(path).catch(host_path/* absent */.Ge))) ?? [], overwrite);
}
async function reachable(path, look) {
    try {
        return await look;
    }
    catch (error) {
        throw new problem/* Problem */.AF('target-refused', `cannot restore into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: problem/* remedy */.zL.target,
            cause: error,
        });
    }
}
function requireEmpty(path, names, overwrite) {
    if (names.length === 0 || overwrite)
        return;
    const brief = names.map((name) => (name.length > 80 ? `${name.slice(0, 80)}...` : name));
    throw new problem/* Problem */.AF('target-refused', `${path} is not empty: it has ${(0,words/* namesSome */.Tc)(brief)}`, {
        hint: names.includes(unfinishedName)
            ? `Remove ${(0,external_node_path_.join)(path, unfinishedName)}: an interrupted restore left it behind.`
            : `Name an empty directory, or give --overwrite ${path}: existing files stay, and files from the backup replace those with the same path below it (for /srv/a that is ${(0,external_node_path_.join)(path, 'srv/a')}; --into / --overwrite / puts everything back in place).`,
    });
}
async function move(name, from, to) {
    const env_5 = { stack: [], error: void 0, hasError: false };
    try {
        const [old, there] = [restore_below(from.at, name), restore_below(to.at, name)];
        const entry = await (0,external_node_fs_promises_.lstat)(old);
        if (!entry.isDirectory())
            return (0,external_node_fs_promises_.rename)(old, there);
        const moved = restore_addDisposableResource(env_5, await (0,directory/* holdDirectory */.l)(`${from.at}/${(0,files_name/* decodeName */.e4)(name)}`)
        // Moving a directory writes to it; its own mode may not allow that.
        , true);
        // Moving a directory writes to it; its own mode may not allow that.
        await (0,external_node_fs_promises_.chmod)(old, 0o700);
        await (0,external_node_fs_promises_.rename)(old, there);
        await (0,external_node_fs_promises_.chmod)(moved.byDescriptor ? moved.at : there, entry.mode & 0o7777);
    }
    catch (e_5) {
        env_5.error = e_5;
        env_5.hasError = true;
    }
    finally {
        const result_5 = restore_disposeResources(env_5);
        if (result_5)
            await result_5;
    }
}
function restore_below(directory, name) {
    return Buffer.concat([Buffer.from(directory), Buffer.from('/'), name]);
}

;// CONCATENATED MODULE: ./engine/files/target.js















/** A directory to restore into. */
class FilesTarget extends path/* PathTarget */.x {
    overlap(source) {
        (0,policy/* requireSet */.Ce)(source);
        const roots = source.paths.map((path) => (0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(path)));
        // The archive has absolute paths.
        const written = source.paths.map((path) => (0,external_node_path_.join)(this.path, (0,external_node_path_.resolve)(path)));
        const isIn = (path) => roots.some((root) => (0,files_name/* isBelow */.Yw)(root, path) || (0,files_name/* isBelow */.Yw)(path, root));
        if (!written.some((path) => isIn((0,host_path/* realPath */.Ye)(path))))
            return 'none';
        const exclude = compilePatterns(source.exclude);
        const copyAt = written.find((path) => {
            const real = (0,host_path/* realPath */.Ye)(path);
            // If the source is the whole machine, every target is part of it.
            const root = roots.find((root) => root !== '/' && (0,files_name/* isBelow */.Yw)(root, real));
            return root !== undefined && !roots.includes(real) && !exclude(root, real, true);
        });
        // Only the top puts them back where they were.
        return copyAt === undefined ? 'same' : { copyAt, original: '/' };
    }
    admit(_backup, request) {
        return admitFiles(this.path, request);
    }
    async restore(backup, request) {
        let came;
        const findings = await restoreFiles(backup, this.path, request, this.signal, (facts) => {
            came = facts;
        });
        if (request.only.length === 0)
            return { findings, expected: backup.facts };
        return { findings, expected: came, ...(came === undefined ? {} : { restoredBytes: came.sizeBytes }) };
    }
    async facts(like, counted = () => { }) {
        const roots = rootsOf(like);
        const tally = startTally(roots);
        // For a selection of files, only their number is known: the rest of the target need not be read.
        const digested = like.objects['digest'] !== undefined;
        const certificates = digested && like.objects[certificateKind] !== undefined ? new CertificateList() : undefined;
        const links = new Map();
        for (const root of roots) {
            const real = (0,external_node_path_.join)(this.path, root);
            // A root that was not restored counts as nothing; whatever else cannot be read is a failure.
            const absentOrUnreadable = (path, error) => {
                if (path !== root || error.code !== 'ENOENT')
                    unreadable(path, error);
            };
            const found = walk({ path: root, real }, () => false, absentOrUnreadable, this.signal);
            for await (const entry of found) {
                const member = await memberOf(entry, links);
                if (!member)
                    continue;
                const look = certificates && member.type === 'file' ? startLook(entry.path, member.size) : undefined;
                const content = digested && member.type === 'file'
                    ? await contentDigest(entry, member.size, this.signal, look?.add).catch((error) => unreadable(entry.path, error))
                    : undefined;
                if (look)
                    certificates?.add(entry.path, look.found().certificates);
                tally.add(root, entry.path, member, content?.toString('hex'));
                if (member.type === 'file' || member.type === 'link')
                    counted(1);
                if (member.type === 'file' && entry.stat.nlink > 1n)
                    links.set(inode(entry.stat), member.path);
            }
        }
        const { objects, ...rest } = certificates ? withCertificates(tally.facts(), certificates) : tally.facts();
        return { ...rest, objects: digested ? objects : { root: objects['root'] ?? [] } };
    }
    async check(assertion) {
        switch (assertion.kind) {
            case 'count-of':
                return await this.#count(assertion);
            case 'required':
                return await this.#look(assertion);
            default:
                throw (0,engine_assertion/* unknownKind */.PI)(assertion);
        }
    }
    async #count(assertion) {
        const matches = compilePatterns([assertion.ask]);
        let count = 0;
        for await (const { path, stat } of this.#all())
            if (stat.isFile() && matches('/', path, false))
                count += 1;
        return (0,engine_assertion/* judged */.g$)(assertion, String(count));
    }
    async #look(assertion) {
        const look = lookFor(assertion.names);
        for await (const { path, stat } of this.#all()) {
            look.at(path, stat.isDirectory());
            if (look.missing().length === 0)
                return undefined;
        }
        return (0,engine_assertion/* failed */.gz)(assertion, `nothing matches ${look.missing().join(', ')}`);
    }
    #all() {
        return walk({ path: '/', real: this.path }, () => false, unreadable, this.signal);
    }
}
/** A restored target is ours: what cannot be read of it is not passed over. */
function unreadable(path, error) {
    if ((0,problem/* isProblem */.AN)(error))
        throw error;
    throw new problem/* Problem */.AF('restore-failed', `cannot read ${(0,files_name/* shown */.SP)(path)} back: ${(0,words/* reasonOf */.A3)(error)}`, {
        cause: error,
        hint: 'Run as root, or as a user who may read every restored file.',
    });
}

;// CONCATENATED MODULE: ./engine/files/files.js









const LISTED = 100_000;
/**
 * Directories and files of this machine, as one tar archive in the pax format. docs/engines.md says what is kept and
 * what is not.
 */
const files = {
    name: 'files',
    can: { selects: 'file', restores: [] },
    open: (source, bench, signal, _prefer, knownBytes) => openFiles(source, bench, signal, knownBytes),
    increments: { statePart: indexPart, whole: wholeOf },
    takes(source, file) {
        const real = (0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(file));
        const exclude = compilePatterns(source.exclude);
        const include = compilePatterns(source.include);
        return source.paths.some((path) => {
            const root = (0,external_node_path_.resolve)(path);
            const realRoot = (0,host_path/* realPath */.Ye)(root);
            if (!(0,files_name/* isBelow */.Yw)(realRoot, real))
                return false;
            // As the backup calls it: a root may be a link.
            const name = (0,external_node_path_.join)(root, (0,external_node_path_.relative)(realRoot, real));
            return !exclude(root, name, false) && (source.include.length === 0 || include(root, name, false));
        });
    },
    async contents(backup, _by, _bench, signal, required = []) {
        const names = [];
        let more = 0;
        const look = lookFor(required);
        for await (const { path, member } of readWhole(backup, signal)) {
            look.at(path, member.type === 'directory');
            if (names.length < LISTED)
                names.push((0,files_name/* shown */.SP)(path));
            else
                more += 1;
        }
        return { names: more > 0 ? [...names, `... ${more} more`] : names, missing: look.missing() };
    },
    target: async (text, _by, { cwd }, signal) => new FilesTarget((0,external_node_path_.resolve)(cwd, (0,host_path/* requirePath */.dr)('--into', text, 'files', 'folder')), signal),
    async sandbox(_dumped, _image, bench, signal) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        return new FilesTarget((0,external_node_path_.join)(path, 'restored'), signal, remove);
    },
};


/***/ }),

/***/ 80493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ encodeMember),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   PG: () => (/* binding */ endOfArchive),
/* harmony export */   _W: () => (/* binding */ nanoseconds)
/* harmony export */ });
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68168);

const BLOCK = 512;
const flags = { file: '0', link: '1', symlink: '2', directory: '5' };
const endOfArchive = Buffer.alloc(2 * BLOCK);
/** The zeros after a content of this size. */
function padding(size) {
    return endOfArchive.subarray(0, (BLOCK - (size % BLOCK)) % BLOCK);
}
/**
 * A member's header blocks in the pax interchange format (POSIX.1-2017, pax, "pax Interchange Format"). Own records:
 * `BACKPROOF.sparse`, and `BACKPROOF.path` / `BACKPROOF.linkpath` with the bytes in base64 where they are not UTF-8.
 * Written here because tar-stream's writer turns mode 0 into 0644, takes no names but UTF-8 and does not wait for the
 * reader between entries without content.
 */
function encodeMember(member) {
    const path = (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(member.type === 'directory' ? `${member.path}/` : member.path);
    const target = (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(member.target);
    const records = [
        ...(fits(path) ? [] : [record('path', path)]),
        ...(fits(target) ? [] : [record('linkpath', target)]),
        ...(member.path.isWellFormed() ? [] : [record('BACKPROOF.path', base64(member.path))]),
        ...(member.target.isWellFormed() ? [] : [record('BACKPROOF.linkpath', base64(member.target))]),
        ...(member.size < 8 ** 11 ? [] : [record('size', `${member.size}`)]),
        ...(member.uid < 8 ** 7 ? [] : [record('uid', `${member.uid}`)]),
        ...(member.gid < 8 ** 7 ? [] : [record('gid', `${member.gid}`)]),
        record('mtime', seconds(member.mtimeNs)),
        ...(member.sparse ? [record('BACKPROOF.sparse', '1')] : []),
    ];
    const pax = Buffer.concat(records);
    const plain = { uid: member.uid, gid: member.gid, mtimeNs: member.mtimeNs };
    return Buffer.concat([
        block({
            ...plain,
            name: Buffer.from('PaxHeader'),
            flag: 'x',
            mode: 0o644,
            size: pax.length,
            target: endOfArchive.subarray(0, 0),
        }),
        pax,
        padding(pax.length),
        block({ ...plain, name: path, flag: flags[member.type], mode: member.mode, size: member.size, target }),
    ]);
}
function block(header) {
    const out = Buffer.alloc(BLOCK);
    header.name.copy(out, 0, 0, 100);
    out.write(octal(header.mode & 0o7777, 7), 100);
    out.write(octal(header.uid, 7), 108);
    out.write(octal(header.gid, 7), 116);
    out.write(octal(header.size, 11), 124);
    out.write(octal(Number(header.mtimeNs / 1000000000n), 11), 136);
    out.write(' '.repeat(8), 148);
    out.write(header.flag, 156);
    header.target.copy(out, 157, 0, 100);
    out.write('ustar\u000000', 257);
    let sum = 0;
    for (let at = 0; at < BLOCK; at += 1)
        sum += out[at] ?? 0;
    out.write(`${octal(sum, 6)}\u0000 `, 148);
    return out;
}
/** A value that does not fit is in a pax record instead, which goes first. */
function octal(value, digits) {
    return value >= 0 && value < 8 ** digits ? value.toString(8).padStart(digits, '0') : '0'.repeat(digits);
}
function fits(name) {
    return name.length <= 100 && name.every((byte) => byte < 0x80);
}
function base64(name) {
    return (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeName */ .aA)(name).toString('base64');
}
/** "%d %s=%s\n", where the first number is the record's own length. */
function record(key, value) {
    const rest = Buffer.concat([
        Buffer.from(` ${key}=`),
        typeof value === 'string' ? Buffer.from(value) : value,
        Buffer.from('\n'),
    ]);
    let length = rest.length + 1;
    while (`${length}`.length + rest.length !== length)
        length = `${length}`.length + rest.length;
    return Buffer.concat([Buffer.from(`${length}`), rest]);
}
/** Decimal seconds; before 1970 negative. */
function seconds(ns) {
    const magnitude = ns < 0n ? -ns : ns;
    const fraction = `${magnitude % 1000000000n}`.padStart(9, '0').replace(/0+$/, '');
    return `${ns < 0n ? '-' : ''}${magnitude / 1000000000n}${fraction === '' ? '' : `.${fraction}`}`;
}
/** The inverse of the record `mtime`; undefined for what is not one. */
function nanoseconds(text) {
    const match = /^(-?)(\d{1,12})(?:\.(\d{1,9})\d*)?$/.exec(text);
    if (!match)
        return undefined;
    const magnitude = BigInt(match[2] ?? 0) * 1000000000n + BigInt((match[3] ?? '').padEnd(9, '0'));
    return match[1] === '-' ? -magnitude : magnitude;
}


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
