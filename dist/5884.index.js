export const id = 5884;
export const ids = [5884];
export const modules = {

/***/ 25884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ky: () => (/* reexport */ engineOf),
  Im: () => (/* reexport */ facts/* isEmpty */.I),
  Ye: () => (/* reexport */ host_path/* realPath */.Ye),
  dM: () => (/* reexport */ remove/* removeTree */.d),
  dr: () => (/* reexport */ host_path/* requirePath */.dr)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 21 modules
var runtime = __webpack_require__(38495);
// EXTERNAL MODULE: ./build/js/engine/programs.js
var programs = __webpack_require__(50896);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
;// CONCATENATED MODULE: ./build/js/engine/via/open-through.js

/** A source that answers through a tunnel, which ends with it. */
class OpenThrough {
    where;
    server;
    sizeBytes;
    host;
    log;
    #live;
    #tunnel;
    constructor(live, tunnel, via) {
        this.where = `${live.where} via ssh ${(0,policy/* shownLogin */.dr)(via)}`;
        this.server = live.server;
        this.sizeBytes = live.sizeBytes;
        if (live.host)
            this.host = live.host;
        if (live.log)
            this.log = live.log;
        this.#live = live;
        this.#tunnel = tunnel;
    }
    rehearse() {
        return this.#live.rehearse();
    }
    dump() {
        return this.#live.dump();
    }
    async [Symbol.asyncDispose]() {
        try {
            await this.#live[Symbol.asyncDispose]();
        }
        finally {
            await this.#tunnel[Symbol.asyncDispose]();
        }
    }
}

;// CONCATENATED MODULE: ./build/js/engine/via/via.js
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




/** The same engine, whose sources with `via` are reached by ports of this machine that another one forwards. */
function throughBastions(engine) {
    const { list } = engine;
    return {
        ...engine,
        open: async (source, bench, signal, prefer) => {
            if (source.via === undefined)
                return await engine.open(source, bench, signal, prefer);
            const { via } = source;
            return await through(engine, source, via, bench, signal, async (there, both, tunnel) => {
                return new OpenThrough(await engine.open(source, there, both, prefer), tunnel, via);
            });
        },
        ...(list === undefined
            ? {}
            : {
                list: async (source, bench, signal) => {
                    if (source.via === undefined)
                        return await list(source, bench, signal);
                    return await through(engine, source, source.via, bench, signal, async (there, both, tunnel) => {
                        const env_1 = { stack: [], error: void 0, hasError: false };
                        try {
                            const _ = __addDisposableResource(env_1, tunnel, true);
                            return await list(source, there, both);
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
                    });
                },
            }),
    };
}
/** What is made of an open tunnel closes it. */
async function through(engine, source, via, bench, signal, use) {
    const servers = engine.servers?.(source) ?? [];
    requireForwardable(source, servers);
    const tunnel = await (0,runtime/* openTunnel */.X)({ server: (0,programs/* serverOf */.FN)(via), baseEnv: bench.baseEnv }, servers, signal);
    try {
        // An address means what it means to the machine in between: it is none of this machine's containers.
        const there = { ...bench, services: servicesOf(tunnel) };
        return await use(there, AbortSignal.any([signal, tunnel.ended]), tunnel);
    }
    catch (error) {
        const refused = tunnel.refused();
        await tunnel[Symbol.asyncDispose]();
        throw refused === undefined || signal.aborted ? error : because(error, refused, source);
    }
}
function requireForwardable({ name, engine }, servers) {
    if (servers.length === 0)
        throw new problem/* Problem */.AF('policy-invalid', `source ${name}: via forwards nothing for ${engine}`, {
            hint: 'Take via out of the source.',
        });
    const local = servers.find(({ host }) => host.startsWith('/'));
    if (local)
        throw new problem/* Problem */.AF('policy-invalid', `source ${name}: via forwards ports, and ${local.host} is a socket`, {
            hint: 'Write 127.0.0.1 as the host in its url, if the server is on the machine of via itself.',
        });
}
function servicesOf({ forwards }) {
    const services = {};
    for (const { server, at } of forwards) {
        const ports = { ...services[server.host]?.ports, [server.port]: String(at.port) };
        services[server.host] = { id: '', ports, forwarded: true };
    }
    return services;
}
/** The machine in between knows better why a connection was closed. */
function because(error, refused, { name }) {
    if (!(0,problem/* isProblem */.AN)(error))
        return error;
    return new problem/* Problem */.AF(refused.code, `source ${name}: ${refused.message}`, { hint: refused.hint, cause: error });
}

;// CONCATENATED MODULE: ./build/js/engine/all.js

/** Every engine, loaded when it is first asked for. */
const engines = {
    postgres: async () => (await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(3223), __webpack_require__.e(4615)]).then(__webpack_require__.bind(__webpack_require__, 94615))).postgres,
    mysql: async () => (await Promise.all(/* import() */[__webpack_require__.e(3223), __webpack_require__.e(6033)]).then(__webpack_require__.bind(__webpack_require__, 96033))).mysql,
    mariadb: async () => (await Promise.all(/* import() */[__webpack_require__.e(3223), __webpack_require__.e(6033)]).then(__webpack_require__.bind(__webpack_require__, 96033))).mariadb,
    mongodb: async () => (await Promise.all(/* import() */[__webpack_require__.e(6328), __webpack_require__.e(5812)]).then(__webpack_require__.bind(__webpack_require__, 55812))).mongodb,
    nats: async () => (await __webpack_require__.e(/* import() */ 5513).then(__webpack_require__.bind(__webpack_require__, 15513))).nats,
    kafka: async () => (await Promise.all(/* import() */[__webpack_require__.e(2830), __webpack_require__.e(6253), __webpack_require__.e(5095)]).then(__webpack_require__.bind(__webpack_require__, 5095))).kafka,
    sqlite: async () => (await __webpack_require__.e(/* import() */ 3376).then(__webpack_require__.bind(__webpack_require__, 63376))).sqlite,
    valkey: async () => (await Promise.all(/* import() */[__webpack_require__.e(3223), __webpack_require__.e(1992), __webpack_require__.e(6144)]).then(__webpack_require__.bind(__webpack_require__, 66144))).valkey,
    redis: async () => (await Promise.all(/* import() */[__webpack_require__.e(3223), __webpack_require__.e(1992), __webpack_require__.e(7042)]).then(__webpack_require__.bind(__webpack_require__, 27042))).redis,
    qdrant: async () => (await Promise.all(/* import() */[__webpack_require__.e(6069), __webpack_require__.e(7348)]).then(__webpack_require__.bind(__webpack_require__, 87348))).qdrant,
    meilisearch: async () => (await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(6069), __webpack_require__.e(1476)]).then(__webpack_require__.bind(__webpack_require__, 61476))).meilisearch,
    opensearch: async () => (await Promise.all(/* import() */[__webpack_require__.e(6069), __webpack_require__.e(6729)]).then(__webpack_require__.bind(__webpack_require__, 46729))).opensearch,
    elasticsearch: async () => (await Promise.all(/* import() */[__webpack_require__.e(6069), __webpack_require__.e(6729)]).then(__webpack_require__.bind(__webpack_require__, 46729))).elasticsearch,
    environment: async () => (await __webpack_require__.e(/* import() */ 4915).then(__webpack_require__.bind(__webpack_require__, 54915))).environment,
    git: async () => (await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(2662)]).then(__webpack_require__.bind(__webpack_require__, 12662))).git,
    command: async () => (await __webpack_require__.e(/* import() */ 1234).then(__webpack_require__.bind(__webpack_require__, 31234))).command,
    files: async () => (await Promise.all(/* import() */[__webpack_require__.e(6118), __webpack_require__.e(581)]).then(__webpack_require__.bind(__webpack_require__, 80581))).files,
};
async function engineOf(name) {
    return throughBastions(await engines[name]());
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var facts = __webpack_require__(31602);
// EXTERNAL MODULE: ./build/js/engine/files/remove.js
var remove = __webpack_require__(37541);
// EXTERNAL MODULE: ./build/js/engine/host-path.js
var host_path = __webpack_require__(81123);
;// CONCATENATED MODULE: ./build/js/engine/engine.js






/***/ }),

/***/ 31602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isEmpty)
/* harmony export */ });
/** True where facts name nothing that a restore could be compared with. */
function isEmpty({ rows, objects }) {
    const named = Object.entries(objects).some(([kind, names]) => !bare.has(kind) && names.length > 0);
    return !named && Object.keys(rows).length === 0;
}
/** Kinds of objects that every database has, or that are nothing by themselves. */
const bare = new Set(['schema', 'extension', 'role', 'setting', 'publication', 'subscription']);


/***/ }),

/***/ 22638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ openDirectory),
/* harmony export */   l: () => (/* binding */ holdDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49846);



const asDirectory = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
// O_PATH of Linux, which Node has no name for: only to go on from, so that it takes no right to read.
const asPlace = 0o10000000 | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
// Each takes a file descriptor; deeper ones are reached by their names below the last of them.
const heldLevels = 256;
/**
 * Opens a directory that lstat has seen. Between the two, another process may have put a symbolic link in its place, so that a
 * backup by root would read what he may not: by descriptor it cannot lead elsewhere (ELOOP, ENOTDIR). Where the system
 * has no way to go by descriptor, names have to do.
 */
async function openDirectory(real, level, calls) {
    if (level >= heldLevels || !(await canHold())) {
        return { names: await namesIn(real, calls), base: real, [Symbol.asyncDispose]: async () => undefined };
    }
    const handle = await calls.open((0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real), asDirectory);
    try {
        const base = pathOf(handle);
        return { names: await namesIn(base, calls), base, [Symbol.asyncDispose]: async () => handle.close() };
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/** Holds a directory open, also one that may not be read. What is no directory, a link to one among it, is ENOTDIR or ELOOP. */
async function holdDirectory(real) {
    if (await canHold()) {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real), asPlace);
        return { at: pathOf(handle), byDescriptor: true, [Symbol.asyncDispose]: () => handle.close() };
    }
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real))).isDirectory())
        throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' });
    return { at: real, byDescriptor: false, [Symbol.asyncDispose]: async () => undefined };
}
const pathOf = ({ fd }) => `/proc/self/fd/${fd}`;
let held;
/** Whether a descriptor has a path (Linux), and its number is the system's (Node: yes; Deno: not always). */
function canHold() {
    held ??= probe().catch(() => false);
    return held;
}
async function probe() {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)('/', asDirectory);
    try {
        const [named, found] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)('/'), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(pathOf(handle))]);
        return named.dev === found.dev && named.ino === found.ino;
    }
    finally {
        await handle.close();
    }
}
async function namesIn(real, calls) {
    const names = await calls.names((0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real));
    // Strings are cheaper; only the replacement character says that one of the names is not UTF-8.
    if (!names.some((name) => name.includes('\ufffd')))
        return names.toSorted();
    return (await calls.namesAsBytes((0,_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real))).map(_name_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeName */ .e4).sort();
}


/***/ }),

/***/ 49846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ fsPath),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   Yw: () => (/* binding */ isBelow),
/* harmony export */   aA: () => (/* binding */ encodeName),
/* harmony export */   e4: () => (/* binding */ decodeName)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);

/*
 * A file name on Linux is bytes, usually UTF-8. Here it is a string in which a name that is not UTF-8 has each byte
 * above 127 as the lone surrogate U+DC00 + byte (the idea of Python's PEP 383), so that every name survives.
 */
function decodeName(bytes) {
    // Deno gives plain arrays where Node gives Buffers.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return Buffer.from(bytes).toString('utf8');
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}
function encodeName(name) {
    if (name.isWellFormed())
        return Buffer.from(name, 'utf8');
    const pieces = Array.from(name, (character) => {
        const unit = character.charCodeAt(0);
        return unit >= 0xdc80 && unit <= 0xdcff ? Buffer.of(unit - 0xdc00) : Buffer.from(character, 'utf8');
    });
    return Buffer.concat(pieces);
}
/** What `node:fs` takes: the string wherever it can be one, because Deno's knows no other. */
function fsPath(path) {
    return path.isWellFormed() ? path : encodeName(path);
}
/** True for the directory itself and what is in it. */
function isBelow(directory, path) {
    return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}
/** For messages: control characters and bytes that are no text are escaped. */
function shown(path) {
    return path.replace(/[\u0000-\u001f\u007f]|[\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])/g, (character) => {
        const unit = character.charCodeAt(0);
        if (unit < 0x80)
            return `\\x${unit.toString(16).padStart(2, '0')}`;
        return unit >= 0xdc80 && unit <= 0xdcff ? `\\x${(unit - 0xdc00).toString(16)}` : '\ufffd';
    });
}


/***/ }),

/***/ 37541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ removeTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var _host_path_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81123);
/* harmony import */ var _directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22638);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49846);
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




// Each level takes a file descriptor; deeper ones are reached by their names below the last of them.
const mostHeld = 256;
/**
 * Removes what a restore has written, also directories that their owner may not write to (which rm leaves, and goes on
 * removing after it has failed) and what lies deeper than a path is long. A path that is not there is no error. No link
 * is followed.
 */
async function removeTree(path, level = 0) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .fsPath */ .Jk)(path)).catch(_host_path_js__WEBPACK_IMPORTED_MODULE_1__/* .absent */ .Ge);
    if (!entry)
        return;
    if (!entry.isDirectory())
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .fsPath */ .Jk)(path), { force: true });
    if (level >= mostHeld)
        await removeIn(path, level, entry.mode);
    else {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const hold = __addDisposableResource(env_1, await (0,_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .holdDirectory */ .l)(path), true);
            await removeIn(hold.at, level, entry.mode);
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
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .fsPath */ .Jk)(path));
}
async function removeIn(at, level, mode) {
    if ((mode & 0o700) !== 0o700)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)((0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .fsPath */ .Jk)(at), 0o700);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .fsPath */ .Jk)(at), { encoding: 'buffer' })) {
        await removeTree(`${at}/${(0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeName */ .e4)(name)}`, level + 1);
    }
}


/***/ }),

/***/ 81123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ge: () => (/* binding */ absent),
/* harmony export */   Ye: () => (/* binding */ realPath),
/* harmony export */   dr: () => (/* binding */ requirePath),
/* harmony export */   gp: () => (/* binding */ removeMade),
/* harmony export */   mP: () => (/* binding */ unwritable),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57977);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19410);







/** The real path, also of what does not exist yet. */
function realPath(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return path === '/' ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(realPath((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(path));
    }
}
/** The text, unless it is an address: its password would be the name of a folder. Never repeats it. */
function requirePath(option, text, of, kind) {
    if (!(0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .hasScheme */ .EV)(text))
        return text;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('usage', `${option} is the address of a server, but this is a backup of ${of}`, {
        hint: `Name a ${kind} on this machine: ${option} ./restored`,
    });
}
/** A new directory for what goes when its use ends. Throws the code where there can be none. */
async function temporaryFolder(code) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'backproof-'));
    }
    catch (cause) {
        throw unwritable(code, cause);
    }
}
function unwritable(code, cause) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF(code, `nothing can be written to the temporary directory: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A3)(cause)}`, {
        hint: 'Set TMPDIR to a writable directory with free space.',
        cause,
    });
}
/** What a failed look at a path comes to: nothing is there, or the failure itself. */
function absent(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
/**
 * Of a restore that failed: the folders that it made for its target, from `folder` up to `made`, the topmost. One that holds
 * anything stays, and so do those above it: the failure itself is what is told.
 */
async function removeMade(folder, made) {
    if (made === undefined)
        return;
    for (let at = folder; at === made || at.startsWith(`${made}/`); at = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(at)) {
        const removed = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(at).then(() => true, () => false);
        if (!removed)
            return;
    }
}
/**
 * Throws `policy-invalid` for a source that is files of this machine, and whose programs are to run in a container;
 * `secret-missing` for one whose path is not known here.
 */
function requireHost(source) {
    const { name, tools } = source;
    (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .requireSet */ .Ce)(source);
    if (tools.kind === 'host' || tools.kind === 'auto')
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('policy-invalid', `source ${name}: files on this machine are read on the host, not in a container`, {
        hint: "Write tools: host, and mount the container's volume where the job can read it.",
    });
}


/***/ }),

/***/ 50896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FN: () => (/* binding */ serverOf),
/* harmony export */   R$: () => (/* binding */ onNetworkOf),
/* harmony export */   R_: () => (/* binding */ onMachine),
/* harmony export */   WK: () => (/* binding */ offline),
/* harmony export */   l5: () => (/* binding */ isElsewhere),
/* harmony export */   xQ: () => (/* binding */ serviceAt)
/* harmony export */ });
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38495);

/** The service container that is the server of this address. */
function serviceAt(place, services) {
    return Object.entries(services).find(([name, service]) => !service.forwarded &&
        (name === place.host || ((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .isLocal */ .IX)(place.host) && (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .containerPort */ .jq)(service, place.port) !== undefined)));
}
/** docker run, on the network from which the server's address means what it means in the policy. */
function onNetworkOf(host, image, { services, baseEnv, label }) {
    const network = Object.hasOwn(services, host) ? services[host]?.network : undefined;
    return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .dockerRun */ .AY)({ image, services, baseEnv, label, ...(network === undefined ? {} : { network }) });
}
/** Where an address means something else than here. */
const isElsewhere = ({ kind }) => kind === 'ssh' || kind === 'pod';
/** On another machine, or in a pod; throws `secret-missing` where the variable of its key has no value. */
function onMachine(tools, { baseEnv }) {
    return tools.kind === 'ssh'
        ? (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .sshRuntime */ .L)({ server: serverOf(tools.login), baseEnv })
        : (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .podRuntime */ .qG)({ ...tools, baseEnv });
}
function serverOf({ key, ...rest }) {
    return { ...rest, key: key?.reveal() };
}
/** Runs programs on untrusted input without a network: whatever they make of it, they can reach nothing. */
function offline(image, { baseEnv, label }) {
    return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_0__/* .dockerRun */ .AY)({ image, network: 'none', baseEnv, label });
}


/***/ })

};
