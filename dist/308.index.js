export const id = 308;
export const ids = [308];
export const modules = {

/***/ 59308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _u: () => (/* reexport */ chooseRuntime),
  ky: () => (/* reexport */ engineOf),
  xS: () => (/* reexport */ facts/* holdNothing */.x),
  Ye: () => (/* reexport */ host_path/* realPath */.Ye),
  dM: () => (/* reexport */ remove/* removeTree */.d)
});

;// CONCATENATED MODULE: ./build/js/engine/all.js
/** The engine of this name, loaded when it is first asked for: the only place that knows every one. */
async function engineOf(name) {
    switch (name) {
        case 'postgres':
            return (await __webpack_require__.e(/* import() */ 693).then(__webpack_require__.bind(__webpack_require__, 51693))).postgres;
        case 'sqlite':
            return (await __webpack_require__.e(/* import() */ 107).then(__webpack_require__.bind(__webpack_require__, 91107))).sqlite;
        case 'files':
            return (await __webpack_require__.e(/* import() */ 228).then(__webpack_require__.bind(__webpack_require__, 68228))).files;
    }
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var facts = __webpack_require__(31602);
// EXTERNAL MODULE: ./build/js/engine/files/remove.js
var remove = __webpack_require__(37541);
// EXTERNAL MODULE: ./build/js/engine/host-path.js
var host_path = __webpack_require__(81123);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime_runtime = __webpack_require__(80669);
// EXTERNAL MODULE: ./build/js/engine/postgres/connection.js
var postgres_connection = __webpack_require__(45917);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/js/engine/postgres/client.js
var client = __webpack_require__(62454);
// EXTERNAL MODULE: ./build/js/engine/postgres/facts.js
var postgres_facts = __webpack_require__(64278);
// EXTERNAL MODULE: ./build/js/engine/postgres/session.js
var postgres_session = __webpack_require__(74205);
;// CONCATENATED MODULE: ./build/js/engine/postgres/programs.js
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







/** The service container that is the server itself has its programs; else the image of its version; else the host. */
async function choosePostgres(source, options, signal) {
    const place = (0,postgres_connection/* connectionOf */.ao)(source);
    const service = serviceOf(place, options.services);
    if (service !== undefined) {
        const runtime = (0,runtime_runtime/* dockerExec */.SW)({ name: service[0], service: service[1], baseEnv: options.baseEnv });
        if ((await versionIn(runtime, signal)) !== undefined)
            return runtime;
    }
    // A container of an image does not have this machine's sockets.
    if (place.host.startsWith('/'))
        return await onHost(source, options, signal);
    const major = await serverMajor(source, options, signal);
    const found = [];
    if (await (0,runtime_runtime/* hasDocker */.pp)(options.baseEnv, signal)) {
        const runtime = programs_image(`postgres:${major}`, place.host, options);
        const version = await versionIn(runtime, signal);
        if (version?.major === major)
            return runtime;
        found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`);
    }
    else
        found.push('docker does not answer');
    return await hostOf(major, options, found, signal);
}
/** The host's programs of the server's major. */
async function onHost(source, options, signal) {
    const host = (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    const all = await installed(options, signal);
    if (all.length === 0)
        await (0,client/* clientVersion */.Ov)('pg_dump', host, signal);
    if (all.length === 1)
        return all[0]?.runtime ?? host;
    return await hostOf(await serverMajor(source, options, signal), options, [], signal);
}
async function hostOf(major, options, found, signal) {
    const all = await installed(options, signal);
    const equal = all.find(({ version }) => version.major === major);
    if (equal !== undefined)
        return equal.runtime;
    const versions = all.map(({ version }) => version.text);
    const host = versions.length === 0 ? 'the host has no pg_dump' : `the host has pg_dump ${versions.join(' and ')}`;
    const message = `no programs for PostgreSQL ${major} were found: ${[...found, host].join('; ')}`;
    throw new problem/* Problem */.AF(versions.length === 0 ? 'tool-missing' : 'tool-version', message, {
        hint: `Say tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
    });
}
/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options, signal) {
    const path = options.baseEnv['PATH'] ?? '';
    const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)];
    const found = [];
    for (const PATH of paths) {
        const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({ env: { ...options.baseEnv, PATH } });
        const version = await versionIn(runtime, signal);
        if (version !== undefined && !found.some((other) => other.version.text === version.text))
            found.push({ runtime, version });
    }
    return found;
}
const debian = '/usr/lib/postgresql';
async function versionDirectories() {
    try {
        const majors = (await (0,promises_.readdir)(debian)).filter((name) => /^\d+$/.test(name));
        return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `${debian}/${major}/bin`);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
async function versionIn(runtime, signal) {
    try {
        return await (0,client/* clientVersion */.Ov)('pg_dump', runtime, signal);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version', 'tool-failed'))
            return undefined;
        throw error;
    }
}
// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17';
async function serverMajor(source, options, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,postgres_connection/* connectionOf */.ao)(source);
        const [host] = await installed(options, signal);
        const runtime = host?.runtime ?? programs_image(probeImage, connection.host, options);
        const session = __addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal), true);
        return (await (0,postgres_facts/* serverFacts */.hk)(session)).server.major;
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
const local = new Set(['localhost', '127.0.0.1', '::1']);
function serviceOf(place, services) {
    return Object.entries(services).find(([name, service]) => name === place.host || (local.has(place.host) && (0,runtime_runtime/* containerPort */.jq)(service, place.port) !== undefined));
}
/** docker run, on the network from which the server's address means what it means in the policy. */
function programs_image(name, host, { services, baseEnv, label }) {
    const network = Object.hasOwn(services, host) ? services[host]?.network : undefined;
    return (0,runtime_runtime/* dockerRun */.AY)({ image: name, services, baseEnv, label, ...(network === undefined ? {} : { network }) });
}

;// CONCATENATED MODULE: ./build/js/engine/programs.js




/**
 * Where a source's programs run: as its `tools` say; by default a service container that fits, else an image of the
 * server's version, else the host.
 * @throws Problem `tool-version` or `tool-missing`, saying what was found where.
 */
async function chooseRuntime(source, options, signal) {
    const { tools } = source;
    if (source.engine !== 'postgres') {
        if (tools.kind === 'service')
            return await service(tools.service, options, signal);
        if (tools.kind === 'image')
            throw mustSeeFiles(source);
        return (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    }
    switch (tools.kind) {
        case 'service':
            return await service(tools.service, options, signal);
        case 'image':
            return programs_image(tools.image, (0,postgres_connection/* connectionOf */.ao)(source).host, options);
        case 'host':
            return await onHost(source, options, signal);
        case 'auto':
            return await choosePostgres(source, options, signal);
    }
}
function mustSeeFiles(source) {
    return new problem/* Problem */.AF('tool-missing', `source ${source.name}: a container of an image does not see this machine's files`, {
        hint: 'Say tools: host.',
    });
}
async function service(name, { services, baseEnv }, signal) {
    const known = Object.keys(services);
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    // A laptop has no job: there a container is known by its own name.
    const used = found ?? (known.length === 0 ? await (0,runtime_runtime/* runningContainer */.Bf)(name, baseEnv, signal) : undefined);
    if (used !== undefined)
        return (0,runtime_runtime/* dockerExec */.SW)({ name, service: used, baseEnv });
    const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`;
    throw new problem/* Problem */.AF('tool-missing', message, {
        hint: known.length === 0
            ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
            : `Its services are ${known.join(', ')}.`,
    });
}

;// CONCATENATED MODULE: ./build/js/engine/engine.js







/***/ }),

/***/ 31602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ holdNothing)
/* harmony export */ });
/** True where facts name nothing that a restore could be compared with. */
function holdNothing({ rows, objects }) {
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
 * Opens a directory that lstat has seen. Between the two, somebody may have put a symbolic link in its place, so that a
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
/* harmony export */   mP: () => (/* binding */ unwritable),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71597);
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
        hint: 'Set TMPDIR to a directory that may be written to, and has room.',
        cause,
    });
}
/** What a failed look at a path comes to: nothing is there, or the failure itself. */
function absent(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
/**
 * Throws `policy-invalid` for a source that is files of this machine, and whose programs are to run in a container;
 * `secret-missing` for one whose path is not known here.
 */
function requireHost(source) {
    const { name, engine, tools } = source;
    (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_4__/* .requireSet */ .Ce)(source);
    if (tools.kind === 'host' || tools.kind === 'auto')
        return;
    const what = engine === 'sqlite' ? 'an SQLite file is' : 'files are';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .Problem */ .AF('policy-invalid', `source ${name}: ${what} read on the host, not in a container`, {
        hint: "Write tools: host, and mount the container's volume where the job can read it.",
    });
}


/***/ }),

/***/ 79810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ archiveReader)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);

/**
 * Follows pg_dump's custom format (and the toc.dat of its directory format) as it streams by. The format has no mark at
 * its end, so this is how a whole one is known: the data of every entry that has data has come and ended.
 * Versions 1.14 to 1.16 (PostgreSQL 12 to 18): src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c.
 */
function archiveReader(rewrite) {
    let entries;
    const seen = new Set();
    const contents = (found) => {
        entries = found;
    };
    const reading = archive(contents, (id) => seen.add(id), rewrite);
    const pass = rewrite?.pass ?? (() => undefined);
    let need = reading.next();
    let held = [];
    let heldBytes = 0;
    let skipped = 0;
    let hidden = false;
    const feed = (chunk) => {
        let rest = chunk;
        while (need.done !== true && rest.length > 0) {
            if ('hide' in need.value) {
                hidden = true;
                need = reading.next(empty);
                continue;
            }
            if ('instead' in need.value) {
                hidden = false;
                pass(need.value.instead);
                need = reading.next(empty);
                continue;
            }
            if ('skip' in need.value) {
                const step = Math.min(need.value.skip - skipped, rest.length);
                if (!hidden)
                    pass(rest.subarray(0, step));
                skipped += step;
                rest = rest.subarray(step);
                if (skipped < need.value.skip)
                    return;
                skipped = 0;
                need = reading.next(empty);
                continue;
            }
            const wanted = need.value.take - heldBytes;
            if (rest.length < wanted) {
                held.push(rest);
                heldBytes += rest.length;
                return;
            }
            const piece = rest.subarray(0, wanted);
            const whole = heldBytes === 0 ? piece : Buffer.concat([...held, piece]);
            held = [];
            heldBytes = 0;
            rest = rest.subarray(wanted);
            if (!hidden)
                pass(whole);
            need = reading.next(whole);
        }
        // What nobody looks at.
        if (rest.length > 0)
            pass(rest);
    };
    return {
        entries: () => entries,
        push: (chunk) => feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
        end: () => {
            if (entries === undefined)
                throw cut('before its table of contents ends');
            const betweenBlocks = need.done !== true && 'take' in need.value && need.value.take === 1 && heldBytes === 0;
            const missing = entries.filter((entry) => entry.hasData && !seen.has(entry.id));
            const [first] = missing;
            if (first !== undefined)
                throw cut(`without the data of ${missing.length} tables, the first ${first.schema}.${first.name}`);
            if (!betweenBlocks)
                throw cut('within a block of data');
        },
    };
}
const empty = Buffer.alloc(0);
// Who may write to a store may have made the archive: what of it is kept in memory is bounded. Definitions, which may be
// long, are passed over.
const longestText = 1024 * 1024;
const mostTextBytes = 512 * 1024 * 1024;
function cut(where) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('dump-incomplete', `pg_dump's archive ends ${where}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.dump });
}
function broken(what) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('dump-incomplete', `pg_dump's archive has ${what}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.dump });
}
function* archive(contents, data, rewrite) {
    const head = yield { take: 11 };
    if (head.toString('latin1', 0, 5) !== 'PGDMP')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('dump-incomplete', "pg_dump's output is not an archive", { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.dump });
    const [major = 0, minor = 0, , intBytes = 4, offsetBytes = 8, format = 0] = head.subarray(5);
    const version = major * 100 + minor;
    if (version < 114 || version > 199) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('dump-incomplete', `pg_dump's archive has the unknown version ${major}.${minor}`, {
            hint: 'Update backproof, or let an older pg_dump take the dump: tools: { image: postgres:18 }.',
        });
    }
    // readUIntLE reads no more than six bytes.
    if (intBytes < 1 || intBytes > 6 || offsetBytes > 16)
        throw broken(`numbers of ${intBytes} and ${offsetBytes} bytes`);
    const read = fields(intBytes);
    yield { take: version >= 115 ? 1 : 1 + intBytes };
    // When it was made (7 numbers), of which database, by which versions.
    for (let field = 0; field < 7; field++)
        yield* read.number();
    for (let field = 0; field < 3; field++)
        yield* read.pass();
    const count = yield* read.number();
    const entries = [];
    for (let index = 0; index < count; index++)
        entries.push(yield* entry(read, version, format, offsetBytes, rewrite));
    contents(entries);
    if (format !== custom || rewrite !== undefined)
        return;
    yield* blocks(read, data);
}
const custom = 1;
function* entry(read, version, format, offsetBytes, rewrite) {
    const id = yield* read.number();
    const hasData = (yield* read.number()) !== 0;
    yield* read.pass();
    const oid = yield* read.text();
    const name = yield* read.text();
    const kind = yield* read.text();
    yield* read.number();
    const definition = kind === 'SEQUENCE SET' ? yield* read.text() : yield* read.pass();
    const hidden = rewrite !== undefined && !rewrite.isDropped(id);
    if (hidden)
        yield { hide: true };
    // How it is dropped.
    yield* read.pass();
    if (hidden)
        yield { instead: read.nothing };
    // How its data is copied.
    yield* read.pass();
    const schema = yield* read.text();
    yield* read.pass();
    yield* read.pass();
    if (version >= 116)
        yield* read.number();
    const owner = yield* read.text();
    yield* read.pass();
    const dependsOn = [];
    for (;;) {
        const dependency = yield* read.text();
        if (dependency === undefined)
            break;
        dependsOn.push(Number(dependency));
    }
    if (format === custom)
        yield { take: 1 + offsetBytes };
    else
        yield* read.pass();
    const named = { kind: kind ?? '', schema: schema ?? '', name: name ?? '', owner: owner ?? '' };
    const known = { id, oid: oid ?? '0', ...named, dependsOn, hasData };
    return definition === undefined ? known : { ...known, definition };
}
const dataBlock = 1;
const largeObjects = 3;
function* blocks(read, data) {
    for (;;) {
        const [type] = yield { take: 1 };
        const id = yield* read.number();
        if (type === dataBlock)
            yield* chunks(read);
        else if (type === largeObjects)
            while ((yield* read.number()) !== 0)
                yield* chunks(read);
        else
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('dump-incomplete', `pg_dump's archive has an unknown block ${type}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.dump });
        data(id);
    }
}
function* chunks(read) {
    for (;;) {
        const size = yield* read.number();
        if (size === 0)
            return;
        // A step back would be read again, and again.
        if (size < 0)
            throw broken('a block of impossible length');
        yield { skip: size };
    }
}
function fields(intBytes) {
    let textBytes = 0;
    function* number() {
        const bytes = yield { take: 1 + intBytes };
        const value = bytes.readUIntLE(1, intBytes);
        return bytes[0] === 0 ? value : -value;
    }
    function* text() {
        const length = yield* number();
        if (length < 0)
            return undefined;
        if (length === 0)
            return '';
        textBytes += length;
        if (length > longestText || textBytes > mostTextBytes)
            throw broken('a table of contents of impossible length');
        return (yield { take: length }).toString('utf8');
    }
    function* pass() {
        const length = yield* number();
        if (length > 0)
            yield { skip: length };
        return undefined;
    }
    return { number, text, pass, nothing: Buffer.from([1, 1, ...new Array(intBytes - 1).fill(0)]) };
}


/***/ }),

/***/ 51344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   IW: () => (/* binding */ remarks),
/* harmony export */   K1: () => (/* binding */ relations),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   Sw: () => (/* binding */ choose),
/* harmony export */   jg: () => (/* binding */ idsThatCanBe)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _archive_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79810);
/* harmony import */ var _toc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84162);



/** A dump's table of contents, read from the start of the part, and no further than it needs to be. */
async function entriesOf(dump, part) {
    const archive = (0,_archive_js__WEBPACK_IMPORTED_MODULE_1__/* .archiveReader */ .A)();
    const opened = await dump.open(part);
    const body = part === 'dump.tar' ? (0,_toc_js__WEBPACK_IMPORTED_MODULE_2__/* .tocInTar */ .l)(opened, archive) : opened;
    for await (const chunk of body) {
        if (part === 'dump.pgc')
            archive.push(chunk);
        const entries = archive.entries();
        if (entries !== undefined)
            return entries;
    }
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-damaged', `${part} has no table of contents`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.damaged });
}
/** The kinds of what `--only` can name. */
const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];
const data = ['TABLE DATA', 'MATERIALIZED VIEW DATA'];
// What belongs to a relation whose name its own name begins with: "orders orders_pkey".
const ownedByName = ['CONSTRAINT', 'CHECK CONSTRAINT', 'FK CONSTRAINT', 'DEFAULT', 'TRIGGER', 'RULE', 'POLICY'];
const ownedAlone = [...data, 'INDEX', 'INDEX ATTACH', 'ROW SECURITY', 'STATISTICS', 'SEQUENCE', 'SEQUENCE SET'];
const owned = [...ownedByName, ...ownedAlone];
/** What is said of something else, whose name follows its kind: "EVENT TRIGGER guard". */
const remarks = ['COMMENT', 'ACL', 'SECURITY LABEL'];
const indexes = ['INDEX', 'CONSTRAINT'];
/**
 * What a restore of only these tables takes: they and their partitions, with their data, indexes, constraints and triggers;
 * and what those need (types, functions, sequences, schemas). In a pattern `*` and `?` are wild; without a dot it means the
 * table of any schema.
 * @throws Problem `usage` for a pattern that matches nothing.
 */
function choose(entries, patterns) {
    const { needsOf, ownersOf } = relating(entries);
    const named = wantedBy(entries, patterns);
    const attachments = entries.filter(({ kind }) => kind === 'TABLE ATTACH');
    // Partitions have partitions, and come in no order that would help.
    untilSettled(named, () => {
        for (const entry of attachments) {
            const [parent, child] = attached(entry, ownersOf(entry));
            if (parent !== undefined && child !== undefined && named.has(parent))
                named.add(child);
        }
    });
    const tied = new Map();
    /** True where both ends are named; where only the one is that has the tie, it is noted. */
    const ties = (entry, ends, mine) => {
        const others = ends.filter((other) => !named.has(other));
        if (mine !== undefined && named.has(mine) && others.length > 0)
            tied.set(entry, others);
        return ends.length > 0 && others.length === 0;
    };
    const belongs = (entry) => {
        const owners = ownersOf(entry);
        switch (entry.kind) {
            case 'FK CONSTRAINT':
                return ties(entry, owners, ownerOf(entry, owners));
            case 'TABLE ATTACH':
                return ties(entry, owners, attached(entry, owners)[1]);
            case 'PUBLICATION TABLE':
                return ties(entry, needsOf(entry), owners[0]);
            // Of a sequence that is wanted for itself the table may be missing.
            case 'SEQUENCE OWNED BY':
                return owners.some((other) => named.has(other) && ownersOf(other).some((table) => named.has(table)));
        }
        if (ownedByName.includes(entry.kind)) {
            const owner = ownerOf(entry, owners);
            return owner !== undefined && named.has(owner);
        }
        // A sequence that depends on a table is that of a serial or an identity column: without it the column makes no more
        // numbers.
        if (ownedAlone.includes(entry.kind))
            return owners.length > 0 && owners.every((other) => named.has(other));
        return (remarks.includes(entry.kind) && needsOf(entry).length > 0 && needsOf(entry).every((other) => named.has(other)));
    };
    untilSettled(named, () => {
        for (const entry of entries)
            if (!named.has(entry) && belongs(entry))
                named.add(entry);
    });
    for (const entry of named)
        tied.delete(entry);
    const needed = new Set();
    const need = (entry) => {
        for (const other of needsOf(entry))
            if (!named.has(other))
                needed.add(other);
    };
    for (const entry of named)
        need(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of needed)
        need(entry);
    const schemas = new Set([...named, ...needed].map(({ schema }) => schema));
    for (const entry of entries)
        if (entry.kind === 'SCHEMA' && schemas.has(entry.name))
            needed.add(entry);
    return { named, needed, tied };
}
/** `there`: of what a choice needs and is tied to, what the target has. That stays as it is. */
function settle(entries, { named, needed, tied }, there) {
    const { needsOf, ownersOf } = relating(entries);
    const made = new Set();
    const make = (entry) => {
        const schemas = [...needed].filter(({ kind, name }) => kind === 'SCHEMA' && name === entry.schema);
        for (const other of [...needsOf(entry), ...schemas]) {
            // What belongs to a table is as little touched as that.
            const owner = ownerOf(other, ownersOf(other));
            if (!named.has(other) && !there.has(other) && !(owner !== undefined && there.has(owner)))
                made.add(other);
        }
    };
    for (const entry of named)
        make(entry);
    // A set may grow while it is walked: what is added is visited too.
    for (const entry of made)
        make(entry);
    // Without its value a sequence would give numbers that the rows have already.
    const withMade = (entry) => [...remarks, 'SEQUENCE SET'].includes(entry.kind) &&
        needsOf(entry).length > 0 &&
        needsOf(entry).every((other) => named.has(other) || made.has(other)) &&
        needsOf(entry).some((other) => made.has(other));
    const possible = new Set([...tied].flatMap(([entry, others]) => (others.every((one) => there.has(one)) ? [entry] : [])));
    const chosen = entries.filter((entry) => named.has(entry) || made.has(entry) || possible.has(entry) || withMade(entry));
    // A parent that has its indexes makes them for every partition that it is given, unless that has them already.
    const late = (entry) => entry.kind === 'TABLE ATTACH' && possible.has(entry);
    return {
        ids: [...chosen.filter((entry) => !late(entry)), ...chosen.filter(late)].map(({ id }) => id),
        made: entries.filter((entry) => made.has(entry) && (relations.includes(entry.kind) || !owned.includes(entry.kind))),
        leftOut: [...tied.keys()].filter((entry) => !possible.has(entry)),
    };
}
/** Grows a set until a step adds nothing more. */
function untilSettled(set, step) {
    for (let size = -1; size !== set.size;) {
        size = set.size;
        step();
    }
}
function relating(entries) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const dependencies = (entry) => entry.dependsOn.flatMap((id) => byId.get(id) ?? []);
    const parents = new Map();
    const serials = new Set();
    for (const entry of entries) {
        const others = dependencies(entry);
        if (entry.kind === 'TABLE ATTACH') {
            const [parent, child] = attached(entry, others);
            if (parent && child)
                parents.set(child, [...(parents.get(child) ?? []), parent]);
        }
        if (entry.kind === 'SEQUENCE OWNED BY')
            for (const other of others)
                serials.add(other);
    }
    // A sequence's table, a partition's parent and the index above an index are told to those later, by an entry of its own.
    const needsOf = (entry) => dependencies(entry).filter((other) => {
        if (entry.kind === 'SEQUENCE')
            return !(relations.includes(other.kind) && serials.has(entry));
        if (indexes.includes(entry.kind))
            return !indexes.includes(other.kind);
        return !parents.get(entry)?.includes(other);
    });
    // Of an index or constraint, what that is of; no longer ways, which in a forged archive could lead back.
    const ownersOf = (entry, ways = 3) => {
        const near = indexes.includes(entry.kind) ? needsOf(entry) : dependencies(entry);
        return near.flatMap((other) => {
            if (relations.includes(other.kind))
                return [other];
            return ways > 0 && indexes.includes(other.kind) ? ownersOf(other, ways - 1) : [];
        });
    };
    return { needsOf, ownersOf };
}
/** The relation that an entry is of, and goes with; undefined for what is for itself. */
function ownerOf({ kind, schema, name }, owners) {
    if (ownedAlone.includes(kind) && kind !== 'SEQUENCE')
        return owners[0];
    if (!ownedByName.includes(kind))
        return undefined;
    const fits = owners.filter((other) => other.schema === schema && name.startsWith(`${other.name} `));
    return fits.sort((a, b) => b.name.length - a.name.length)[0];
}
/**
 * The ids of an archive of some tables but for what names a table that is not in it: partitions' ties to it, and foreign
 * keys, whose oids are `dangling`. They would fail, and everything with them.
 */
function idsThatCanBe(entries, dangling) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const kinds = {
        'TABLE ATTACH': ['TABLE', 'FOREIGN TABLE'],
        'INDEX ATTACH': ['INDEX', 'CONSTRAINT'],
    };
    const out = new Set(dangling.map(String));
    const possible = entries.filter(({ kind, oid, dependsOn }) => {
        const tied = kinds[kind];
        if (tied === undefined)
            return kind !== 'FK CONSTRAINT' || !out.has(oid);
        const ends = dependsOn.filter((id) => tied.includes(byId.get(id)?.kind ?? ''));
        return new Set(ends).size > 1;
    });
    return possible.map(({ id }) => id);
}
/** The entry is named after the partition. */
function attached(entry, related) {
    const isChild = (other) => other.name === entry.name && other.schema === entry.schema;
    return [related.find((other) => !isChild(other)), related.find(isChild)];
}
function wantedBy(entries, patterns) {
    const wanted = new Set();
    for (const pattern of patterns) {
        const matches = matcherOf(pattern);
        const found = entries.filter(({ kind, schema, name }) => relations.includes(kind) && matches(schema, name));
        if (found.length === 0) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('usage', `the backup has no table ${pattern}`, {
                hint: 'Name tables as schema.table or table; * and ? are wild, but not in quotes: "My.Schema"."Table".',
            });
        }
        for (const entry of found)
            wanted.add(entry);
    }
    return wanted;
}
/** As the product writes names: what is in quotes is meant letter by letter, dots too, and a quote in it is doubled. */
function matcherOf(pattern) {
    if (!pattern.includes('"')) {
        const whole = whollyLike(wild(pattern));
        return (schema, name) => whole.test(`${schema}.${name}`) || (!pattern.includes('.') && whole.test(name));
    }
    const parts = [''];
    const add = (source) => {
        parts[parts.length - 1] += source;
    };
    for (const piece of pattern.match(/"(?:[^"]|"")*"?|[^"]+/g) ?? []) {
        if (piece.startsWith('"')) {
            add(piece.replace(/^"|"$/g, '').replaceAll('""', '"').replace(special, '\\$&'));
            continue;
        }
        for (const [index, part] of piece.split('.').entries()) {
            if (index > 0)
                parts.push('');
            add(wild(part));
        }
    }
    const ofName = whollyLike(parts.at(-1) ?? '');
    const ofSchema = parts.length > 1 ? whollyLike(parts.slice(0, -1).join('\\.')) : undefined;
    return (schema, name) => ofName.test(name) && (ofSchema?.test(schema) ?? true);
}
const special = /[\\^$.*+?()[\]{}|]/g;
const wild = (text) => text.replace(special, (char) => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`));
const whollyLike = (source) => new RegExp(`^${source}$`, 's');


/***/ }),

/***/ 92882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NC: () => (/* binding */ isDangling),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   YT: () => (/* binding */ everything),
/* harmony export */   kN: () => (/* binding */ selectionFlags),
/* harmony export */   l_: () => (/* binding */ ofExtension)
/* harmony export */ });
/* unused harmony export regularExpressions */
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74205);

const everything = {
    relations: undefined,
    schemas: undefined,
    whole: true,
    partitions: [],
    leftOut: [],
    incomplete: [],
};
/** The flags of pg_dump. A name that matches nothing is an error, not an empty dump. */
function selectionFlags({ tables, schemas }, { partitions, leftOut }) {
    return [
        ...(tables.include.length + schemas.include.length > 0 ? ['--strict-names'] : []),
        ...tables.include.map((pattern) => `--table=${pattern}`),
        ...partitions.map((partition) => `--table=${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)(partition)}`),
        ...tables.exclude.map((pattern) => `--exclude-table=${pattern}`),
        ...leftOut.map((partition) => `--exclude-table=${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)(partition)}`),
        ...schemas.include.map((pattern) => `--schema=${pattern}`),
        ...schemas.exclude.map((pattern) => `--exclude-schema=${pattern}`),
    ];
}
/** The objects that pg_dump takes with these patterns: for a table without a schema the role's own search_path decides. */
async function scopeOf({ tables, schemas }, session) {
    const byTable = tables.include.length > 0;
    const bySchema = schemas.include.length > 0;
    if (!byTable && !bySchema && tables.exclude.length + schemas.exclude.length === 0)
        return everything;
    const inSchema = [
        ...(bySchema ? [any(schemas.include.map(schemaMatch))] : []),
        ...schemas.exclude.map((pattern) => `not ${schemaMatch(pattern)}`),
    ];
    const inTables = [
        ...(byTable ? [any(tables.include.map(tableMatch))] : inSchema),
        ...tables.exclude.map((pattern) => `not ${tableMatch(pattern)}`),
    ];
    // Everything in this query is qualified, also what the patterns make: anybody's names are searched first.
    await session.lines('reset search_path');
    const relationsThat = async (condition) => {
        const found = await session.rows(`select c.oid::bigint from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
       where c.relkind operator(pg_catalog.=) any (array['r','p','v','m','S','f']::pg_catalog."char"[]) and ${condition}`);
        return found.map(({ oid }) => oid);
    };
    const matched = await relationsThat(all(inTables));
    const excluded = tables.exclude.length === 0 ? [] : await relationsThat(any(tables.exclude.map(tableMatch)));
    await session.lines(_session_js__WEBPACK_IMPORTED_MODULE_0__/* .onlySystemNames */ .Cp);
    const tree = await partitionsIn(session);
    // A foreign table has no rows here, and would need its server, which is not in a dump of some tables.
    const own = tree.filter(({ foreign }) => !foreign);
    const partitions = byTable ? partitionsOf(matched, excluded, own) : [];
    // A partition that an included name matches by itself is wanted: nobody is to miss it because of its parent.
    const leftOut = partitionsOf(excluded, byTable ? matched : [], tree);
    const outside = new Set(leftOut.map(({ oid }) => oid));
    const relations = [...matched, ...partitions.map(({ oid }) => oid)].filter((oid) => !outside.has(oid));
    const namespaces = byTable
        ? []
        : await session.rows(`select n.oid::bigint from pg_catalog.pg_namespace n where ${all(inSchema)}`);
    return {
        relations: await withSequences(relations, session),
        schemas: namespaces.map((row) => row.oid),
        whole: !byTable && !bySchema,
        partitions,
        leftOut,
        incomplete: incompleteOf(relations, tree),
    };
}
/**
 * As pg_dump takes them: a sequence that belongs to a column comes with its table; that of an identity column only with
 * it (getOwnedSeqs in its pg_dump.c).
 */
async function withSequences(relations, session) {
    const owned = await session.rows(`
    select d.objid::bigint as sequence, d.refobjid::bigint as table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and d.refobjsubid > 0`);
    const found = new Set(relations);
    for (const { sequence, table, identity } of owned) {
        if (found.has(table))
            found.add(sequence);
        else if (identity)
            found.delete(sequence);
    }
    return [...found];
}
/** Every partition of the database. */
function partitionsIn(session) {
    return session.rows(`
    select i.inhparent::bigint as parent, c.oid::bigint as oid, n.nspname as schema, c.relname as name,
      c.relkind = 'f' as foreign
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition`);
}
/** The partitions of the chosen tables, and theirs, but for those that are known already: they and theirs are not. */
function partitionsOf(chosen, knownAlready, tree) {
    const children = Map.groupBy(tree, ({ parent }) => parent);
    const known = new Set([...chosen, ...knownAlready]);
    const found = [];
    const open = [...chosen];
    for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
        for (const partition of children.get(oid) ?? []) {
            if (known.has(partition.oid))
                continue;
            known.add(partition.oid);
            found.push(partition);
            open.push(partition.oid);
        }
    }
    return found;
}
/** What is above a partition that is not among these tables. */
function incompleteOf(relations, tree) {
    const there = new Set(relations);
    const parents = new Map(tree.map(({ oid, parent }) => [oid, parent]));
    const found = new Set();
    for (const { oid } of tree.filter((partition) => !there.has(partition.oid)))
        for (let above = parents.get(oid); above !== undefined; above = parents.get(above))
            found.add(above);
    return [...found];
}
/** True of what belongs to an extension: it comes with it, and may differ between its versions. */
const ofExtension = (catalog, oid) => `exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
/** Of pg_constraint k: a foreign key to a table that the dump does not have, or not all of, so that it may not hold elsewhere. */
function isDangling({ relations, incomplete, whole }) {
    if (relations === undefined)
        return 'false';
    const oids = (list) => `'{${[...list].join(',')}}'::oid[]`;
    const complete = new Set(relations).difference(new Set(incomplete));
    const outside = `k.contype = 'f' and k.conrelid = any(${oids(relations)}) and k.confrelid <> all(${oids(complete)})`;
    return whole ? `(${outside} and not ${ofExtension('pg_catalog.pg_class', 'k.confrelid')})` : `(${outside})`;
}
const all = (conditions) => (conditions.length === 0 ? 'true' : conditions.join(' and '));
const any = (conditions) => `(${conditions.join(' or ')})`;
function schemaMatch(pattern) {
    const [name = ''] = regularExpressions(pattern).slice(-1);
    return `n.nspname operator(pg_catalog.~) ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(name)} collate pg_catalog.default`;
}
function tableMatch(pattern) {
    const [table = '', schema] = regularExpressions(pattern).toReversed();
    const name = `c.relname operator(pg_catalog.~) ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(table)} collate pg_catalog.default`;
    if (schema === undefined)
        return `(${name} and pg_catalog.pg_table_is_visible(c.oid))`;
    return `(${name} and n.nspname operator(pg_catalog.~) ${(0,_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)} collate pg_catalog.default)`;
}
/**
 * psql's patterns as regular expressions, one for each part between dots: letters fold to lower case unless quoted, `*`
 * and `?` are wild, the rest is a regular expression (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-PATTERNS).
 */
function regularExpressions(pattern) {
    const parts = [''];
    let quoted = false;
    const add = (text) => {
        parts[parts.length - 1] += text;
    };
    for (let at = 0; at < pattern.length; at++) {
        const char = pattern.charAt(at);
        if (char === '"') {
            if (quoted && pattern.charAt(at + 1) === '"') {
                add('"');
                at++;
            }
            else
                quoted = !quoted;
        }
        else if (char === '$')
            add('\\$');
        else if (quoted)
            add(/[|*+?()[\]{}.^\\]/.test(char) ? `\\${char}` : char);
        else if (char === '*')
            add('.*');
        else if (char === '?')
            add('.');
        else if (char === '.')
            parts.push('');
        // As psql does it: other letters as they are.
        else
            add(/[A-Z]/.test(char) ? char.toLowerCase() : char);
    }
    return parts.map((part) => `^(${part})$`);
}


/***/ }),

/***/ 84162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ tocName),
/* harmony export */   l: () => (/* binding */ tocInTar)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46466);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56118);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17177);




const members = [
    { type: 'directory', name: /^\.\/?$/ },
    { type: 'file', name: /^(\.\/)?[\w.-]+$/ },
];
/** The table of contents among the members. */
const tocName = /^(\.\/)?toc\.dat$/;
/**
 * The same bytes; the tar's toc.dat is shown to the archive reader as it passes. Throws `object-damaged` for a member that
 * pg_dump does not make: a link would let pg_restore read another file than the backup's.
 */
function tocInTar(body, archive) {
    const through = new node_stream__WEBPACK_IMPORTED_MODULE_0__.PassThrough({ highWaterMark: 1024 * 1024 });
    const tar = (0,tar_stream__WEBPACK_IMPORTED_MODULE_2__.extract)();
    const reading = async () => {
        for await (const entry of tar) {
            const { name, type } = entry.header;
            if (!members.some((one) => one.type === type && one.name.test(name)))
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('object-damaged', `dump.tar holds what no dump holds: ${JSON.stringify(name.slice(0, 200))}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .remedy */ .zL.damaged });
            const wanted = tocName.test(name);
            for await (const chunk of entry)
                if (wanted)
                    archive.push(chunk);
        }
    };
    const copied = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(body, async function* (source) {
        const read = reading();
        read.catch(() => undefined);
        for await (const chunk of source) {
            if (!tar.write(chunk))
                await Promise.race([new Promise((resolve) => tar.once('drain', () => resolve(undefined))), read]);
            yield chunk;
        }
        tar.end(undefined);
        await read;
    }, through);
    copied.catch(() => tar.destroy());
    return through;
}


/***/ }),

/***/ 62454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ databaseArgument),
/* harmony export */   Ov: () => (/* binding */ clientVersion),
/* harmony export */   X3: () => (/* binding */ mustMatch),
/* harmony export */   yX: () => (/* binding */ canZstd)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80669);


/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of PostgreSQL's. */
async function clientVersion(program, runtime, signal) {
    const said = await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program, args: ['--version'] }, signal);
    const [, version = '', major, minor = '0'] = /\(PostgreSQL\) ((\d+)(?:\.(\d+))?)/.exec(said) ?? [];
    if (major === undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', `${program} in ${runtime.where} says no version: ${said.trim()}`, {
            hint: "Put PostgreSQL's own programs there, or set tools: { image: postgres:17 } in the policy.",
        });
    return { text: version, major: Number(major), minor: Number(minor) };
}
/** Equal majors are the rule: an older client cannot read the server, a newer one writes what the server cannot read back. */
function mustMatch(program, client, serverMajor, runtime) {
    if (client.major === serverMajor)
        return;
    const message = `the server is PostgreSQL ${serverMajor}, but ${program} in ${runtime.where} is ${client.text}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', message, {
        hint: `Say tools: { image: postgres:${serverMajor} }, or install that version.`,
    });
}
/** True if this pg_dump was built with zstd. */
async function canZstd(client, runtime, signal) {
    if (client.major < 16)
        return false;
    // It refuses a compression that it lacks before it connects; port 9 of this host is nobody's database.
    const env = { PGHOST: '127.0.0.1', PGPORT: '9', LC_MESSAGES: 'C' };
    const args = ['--format=custom', '--compress=zstd:3', '--file=/dev/null', '--no-password'];
    try {
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program: 'pg_dump', args, env }, signal);
        return true;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'tool-failed'))
            throw error;
        return !/compression|zstd/i.test((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(error)?.stderr ?? '');
    }
}
/** A connection string of only the database, for programs that must be told it in an argument. */
function databaseArgument(database) {
    return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}


/***/ }),

/***/ 45917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Dl: () => (/* binding */ parseUrl),
/* harmony export */   KX: () => (/* binding */ sameDatabase),
/* harmony export */   U2: () => (/* binding */ serversOf),
/* harmony export */   V6: () => (/* binding */ reached),
/* harmony export */   ao: () => (/* binding */ connectionOf),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   kR: () => (/* binding */ withDatabase),
/* harmony export */   vK: () => (/* binding */ clientCommand)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);

// libpq's parameters that have an environment variable: https://www.postgresql.org/docs/current/libpq-envars.html
const variables = {
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcrl: 'PGSSLCRL',
    sslsni: 'PGSSLSNI',
    sslnegotiation: 'PGSSLNEGOTIATION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    gssencmode: 'PGGSSENCMODE',
    channel_binding: 'PGCHANNELBINDING',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    options: 'PGOPTIONS',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    application_name: 'PGAPPNAME',
    require_auth: 'PGREQUIREAUTH',
};
// What other clients (Prisma, poolers) are told by a URL, and that changes nothing for a dump of all that is there.
const ofOthers = new Set('schema pgbouncer connection_limit pool_timeout pool socket_timeout statement_cache_size prepared_statements'.split(' '));
// What people write there and what cannot be followed.
const refused = new Set(`hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode sslaccept sslidentity
  sslcrldir requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts
  encoding timezone`.split(/\s+/));
const oneHost = String.raw `(?:\[[^\]]+\]|[^:/?#,@]*)(?::\d+)?`;
const form = new RegExp(String.raw `^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(${oneHost}(?:,${oneHost})*)(?:\/([^/?#]*))?(?:\?([^#]*))?$`);
/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: known parameters only, which win over what stands before them.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseUrl(text, place) {
    const bad = (because, hint = example) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${place}: ${because}`, { hint });
    // White space around it comes with what is pasted, and is part of no URL.
    const url = text.trim();
    const match = form.exec(url);
    if (match === null)
        throw bad(...otherUrl(url));
    const decode = (text) => {
        // No program can be given one, and what refuses it shows the whole text.
        if (/%00/.test(text))
            throw bad('a part of the URL has a NUL byte in it');
        try {
            return decodeURIComponent(text);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, beforeHost = '', beforeHostToo, servers = '', path = '', query = ''] = match;
    const parameters = {};
    const own = {};
    for (const pair of query.split('&').filter((part) => part !== '')) {
        const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode);
        const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (ownNames.has(name))
            own[name] = value;
        else if (name === 'ssl' && /^(true|1|require)$/.test(value))
            parameters['PGSSLMODE'] ??= 'require';
        else if (variable !== undefined)
            parameters[variable] = value;
        else if (refused.has(name))
            throw bad(`the URL has the unknown parameter ${name}`, `Leave ${name} out of the URL. ${example}`);
        else if (!ofOthers.has(name)) {
            const shown = isSafe(name, query, own) ? ` ${name}` : '';
            throw bad(`the URL has an unknown parameter${shown}`, `Leave ${shown === '' ? 'it' : name} out of the URL. ${example}`);
        }
    }
    const user = own['user'] ?? decode(beforeHost);
    const password = own['password'] ?? (beforeHostToo === undefined ? undefined : decode(beforeHostToo));
    const database = own['dbname'] ?? decode(path);
    if (user === '')
        throw bad('the URL names no user');
    if (database === '')
        throw bad('the URL names no database');
    const [first, ...others] = addressesOf(servers.split(',').map(decode), own);
    if (first === undefined)
        throw bad('the URL has more ports than hosts, or fewer');
    return { ...first, ...(others.length === 0 ? {} : { others }), database, user, password, parameters };
}
/** What is wrong with a text that has not the form, as far as its beginning and its end tell; never more of it. */
function otherUrl(url) {
    const not = 'the URL is not one of a PostgreSQL database';
    const quote = '"\'`\u2018\u2019\u201c\u201d';
    const [first = '', last = ''] = [url.at(0), url.at(-1)];
    if (url === '')
        return [`${not}: it is empty, or white space alone`];
    if (quote.includes(first) || quote.includes(last))
        return [
            `${not}: it ${quote.includes(first) ? 'begins' : 'ends'} with a quotation mark`,
            'Take the quotation marks out of the value: in the secret of a workflow, or in an env file of Docker, they are a part of it.',
        ];
    if (/\s/.test(url))
        return [`${not}: it has white space in it`];
    const scheme = /^(?:jdbc:)?(?:mysql|mariadb|mongodb|sqlserver|sqlite|redis|https?|postgres(?:ql)?):/i.exec(url)?.[0];
    if (scheme && !/^postgres(ql)?:$/.test(scheme))
        return [`${not}: it begins with ${scheme}`];
    return [scheme ? not : `${not}: it does not begin with postgres://`];
}
const example = 'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.';
/** A password with "?" or "&" in it that is not URL-encoded looks like parameters: then none is named. */
function isSafe(name, query, own) {
    return /^[a-z][a-z_]{0,39}$/i.test(name) && !query.includes('@') && own['password'] === undefined;
}
const ownNames = new Set(['host', 'port', 'user', 'password', 'dbname']);
/** Every server that a URL names; none where its lists do not go together. */
function addressesOf(servers, own) {
    const written = servers.map((server) => {
        const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(server) ?? [];
        return { host: host.replace(/^\[|\]$/g, ''), port };
    });
    const hosts = own['host']?.split(',') ?? written.map(({ host }) => host);
    const ports = own['port']?.split(',') ??
        (own['host'] === undefined ? written.map(({ port }) => port) : written.slice(0, 1).map(({ port }) => port));
    if (ports.length > 1 && ports.length !== hosts.length)
        return [];
    const addresses = hosts.map((host, index) => {
        const port = Number((ports.length > 1 ? ports[index] : ports[0]) || 5432);
        return { host: host === '' ? 'localhost' : host, port };
    });
    return addresses.every(({ port }) => Number.isInteger(port) && port > 0 && port < 65_536) ? addresses : [];
}
/** Throws as `parseUrl`, and `secret-missing`. */
function connectionOf({ name, url }) {
    return parseUrl(url.reveal(), `source ${name}, by ${url.origin()}`);
}
/** "orders at db.example:5432": for messages. */
function placeOf(connection) {
    const servers = serversOf(connection).map(({ host, port }) => `${host}:${port}`);
    return `${connection.database} at ${servers.join(' or ')}`;
}
/** A client program's command: everything about the connection in its environment, the password to be redacted. */
function clientCommand(program, args, connection, runtime) {
    const at = serversOf(connection).map((server) => reached(server, runtime));
    return {
        program,
        args,
        env: {
            PGCONNECT_TIMEOUT: '30',
            PGAPPNAME: 'backproof',
            ...connection.parameters,
            PGHOST: at.map(({ host }) => host).join(','),
            PGPORT: at.map(({ port }) => port).join(','),
            PGUSER: connection.user,
            PGDATABASE: connection.database,
            ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
            // Messages are read by this program.
            LC_MESSAGES: 'C',
        },
        secrets: connection.password === undefined ? [] : [connection.password],
    };
}
/** Of a URL that `parseUrl` takes: the same servers, by another database of theirs. */
function withDatabase(url, database) {
    const [, user, password, servers = '', , query = ''] = form.exec(url) ?? [];
    const by = user === undefined ? '' : `${user}${password === undefined ? '' : `:${password}`}@`;
    const parameters = query.split('&').filter((pair) => pair !== '' && !/^dbname=/.test(pair));
    const more = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
    return `postgres://${by}${servers}/${encodeURIComponent(database)}${more}`;
}
/** "postgres://db.example:5432,other:5432/orders": what a person may see of a URL. */
function addressOf(connection) {
    const servers = serversOf(connection).map(({ host, port }) => {
        const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host);
        return `${name}:${port}`;
    });
    return `postgres://${servers.join(',')}/${encodeURIComponent(connection.database)}`;
}
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
/** A server's address as a program of the runtime is told it. */
const reached = (server, runtime) => server.host.startsWith('/') ? server : runtime.reach(server);
/** In the order in which they are tried. */
const serversOf = ({ host, port, others = [] }) => [{ host, port }, ...others];
/** True if both are the same database, whoever connects. */
function sameDatabase(a, b) {
    const host = (name) => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase());
    const names = (of) => serversOf(of).map((one) => `${host(one.host)}:${one.port}`);
    return a.database === b.database && names(a).some((name) => names(b).includes(name));
}


/***/ }),

/***/ 64278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ likeDumped),
/* harmony export */   Cm: () => (/* binding */ tableName),
/* harmony export */   cS: () => (/* binding */ batchesOf),
/* harmony export */   hk: () => (/* binding */ serverFacts),
/* harmony export */   nS: () => (/* binding */ extensionTables),
/* harmony export */   vS: () => (/* binding */ databaseFacts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _archive_selection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92882);
/* harmony import */ var _restore_lock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6065);
/* harmony import */ var _restore_prerequisites_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73083);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74205);





/** The server and the connected database. */
async function serverFacts(session) {
    const [row] = await session.rows(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_catalog.pg_database_size(d.oid) as size,
      pg_catalog.json_build_object(
        'database', d.datname, 'owner', pg_catalog.pg_get_userbyid(d.datdba),
        'encoding', pg_catalog.pg_encoding_to_char(d.encoding), 'collate', d.datcollate, 'ctype', d.datctype,
        'provider', pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'locale', coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale',
          pg_catalog.to_jsonb(d) ->> 'daticulocale'), 'superuser', pg_catalog.pg_get_userbyid(10),
        'extensions', (select pg_catalog.string_agg(extname || ' ' || extversion, ', ' order by extname)
          from pg_catalog.pg_extension)) as settings
    from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const settings = Object.entries(row.settings).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    const server = {
        version: row.version.split(' ', 1)[0] ?? row.version,
        major: Math.floor(row.number / 10_000),
        settings: Object.fromEntries(settings),
    };
    return { server, sizeBytes: row.size };
}
/** Everything of a scope, in the session's transaction: exact row counts and the names of all objects. */
async function databaseFacts(session, scope, notRoles) {
    const { server, sizeBytes } = await serverFacts(session);
    const objects = await namesByKind(session, scope);
    objects['role'] = (objects['role'] ?? []).filter((role) => !notRoles.includes(role));
    const relations = await session.rows(`${common(scope)}
    select oid::bigint as oid, nsp as schema, rel as name, relkind = 'S' as sequence, toasted,
      relpersistence = 'u' and pg_catalog.pg_is_in_recovery() as unread
    from relations where relkind in ('r', 'S') order by nsp, rel`);
    const [sequences = [], all = []] = [true, false].map((kind) => relations.filter(({ sequence }) => sequence === kind));
    const unread = all.filter((table) => table.unread);
    const tables = all.filter((table) => !table.unread);
    const { rows, unplanned } = await countRows(session, tables);
    for (const table of unread)
        rows[tableName(table)] = 0;
    if (scope.whole) {
        const [blobs = '0'] = await session.lines('select count(*) from pg_catalog.pg_largeobject_metadata');
        if (blobs !== '0')
            rows['large objects'] = Number(blobs);
    }
    const surrounding = await (0,_restore_prerequisites_js__WEBPACK_IMPORTED_MODULE_3__/* .surroundingOf */ .Gq)(session, scope);
    const scoped = {
        ...server,
        settings: {
            ...server.settings,
            ...surrounding,
            scope: scope.whole ? 'whole' : 'part',
            selected: String(scope.relations !== undefined),
            [_restore_lock_js__WEBPACK_IMPORTED_MODULE_2__/* .toasted */ .jp]: String(relations.filter((table) => table.toasted).length),
        },
    };
    return {
        facts: { version: 1, engine: 'postgres', server: scoped, sizeBytes, rows, objects },
        tables,
        unread,
        unplanned,
        sequences,
    };
}
/**
 * A restored database's facts without what every database has from its template, and, for the dump of a part of a
 * database, without what the dump never held.
 */
function likeDumped(facts, dumped) {
    const part = dumped.server?.settings['scope'] === 'part';
    const template = { schema: 'public', extension: 'plpgsql' };
    const objects = Object.entries(facts.objects).map(([kind, names]) => {
        const wanted = new Set(dumped.objects[kind] ?? []);
        return [kind, names.filter((name) => wanted.has(name) || !(part || template[kind] === name))];
    });
    const kept = objects.filter(([kind, names]) => names.length > 0 || dumped.objects[kind] !== undefined);
    return { ...facts, objects: Object.fromEntries(kept) };
}
/** Tables that came with an extension; pg_dump may take their data (its configuration), which is not counted. */
function extensionTables(session) {
    return session.rows(`select c.oid::bigint as oid, n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_catalog.pg_class', 'c.oid')}`);
}
const batch = 100;
async function countRows(session, tables) {
    const rows = {};
    // All of them first, as pg_dump does: whoever then wants to change one waits for the dump to end. Behind him a count
    // would wait, too.
    for (const some of batchesOf(tables)) {
        const names = some.map((table) => `only ${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .qualified */ .LX)(table)}`);
        await session.lines(`lock table ${names.join(', ')} in access share mode;`);
    }
    // An expression in an index is planned with the count: a function of it may need names that are not searched here.
    const uncertain = await withExpressions(session);
    for (const some of batchesOf(tables.filter(({ oid }) => !uncertain.has(oid)))) {
        // Going back gives up the locks of its indexes: the server has room for so many only, for everybody. Both in one query,
        // because each is a journey to the server.
        const statements = some.map((table) => `select count(*) from only ${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .qualified */ .LX)(table)} \\; rollback to counting;`);
        const counts = await session.lines(['savepoint counting;', ...statements, 'release counting;'].join('\n'));
        some.forEach((table, index) => {
            rows[tableName(table)] = Number(counts[index]);
        });
    }
    const unplanned = [];
    for (const table of tables.filter(({ oid }) => uncertain.has(oid))) {
        const counted = await attempted(session, `select count(*) from only ${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .qualified */ .LX)(table)}`);
        if (counted === undefined)
            unplanned.push(table);
        rows[tableName(table)] = counted === undefined ? await copiedRows(session, table) : Number(counted);
    }
    return { rows, unplanned };
}
async function withExpressions(session) {
    const found = await session.rows(`
    select distinct indrelid::bigint as oid from pg_catalog.pg_index where indexprs is not null or indpred is not null`);
    return new Set(found.map(({ oid }) => oid));
}
/** The one value of a query; undefined where the server cannot make sense of it, which leaves the transaction as it was. */
async function attempted(session, query) {
    const [value = '', state] = await session.lines(`savepoint counting;
\\set ON_ERROR_STOP 0
${query};
\\if :ERROR
\\echo
\\echo :LAST_ERROR_SQLSTATE
\\endif
\\set ON_ERROR_STOP 1
rollback to counting;
release counting;`);
    if (state === undefined)
        return value;
    // Classes of SQLSTATE: 42 is a name or a rule, and 42501 a right that is missing. Of anything else the server's words count.
    if (state.startsWith('42') && state !== '42501')
        return undefined;
    await session.lines(`${query};`);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `the server refused to count rows (${state}), and then did not: ${query}`, {
        hint: 'Run it again.',
    });
}
/** Counts as pg_dump reads: copying is not planned, and takes no index. */
async function copiedRows(session, table) {
    const [column] = await session.rows(`
    select attname as name from pg_catalog.pg_attribute where attrelid = ${table.oid} and attnum > 0 and not attisdropped
      and attgenerated = '' order by attlen < 0, attlen limit 1`);
    return await session.count(`copy ${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .qualified */ .LX)(table)} ${column === undefined ? '' : `(${(0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(column.name)})`} to stdout;`);
}
/** Some at a time, so that a query and what it answers have a bound. */
function batchesOf(tables) {
    const count = Math.ceil(tables.length / batch);
    return Array.from({ length: count }, (_, index) => tables.slice(index * batch, (index + 1) * batch));
}
/** "public.orders", `public."Order"`: quoted where SQL wants it so. */
function tableName({ schema, name }) {
    const quote = (part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : (0,_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(part));
    return `${quote(schema)}.${quote(name)}`;
}
async function namesByKind(session, scope) {
    const found = await session.rows(objectsQuery(scope));
    const kinds = {};
    for (const { kind, name } of found) {
        kinds[kind] ??= [];
        kinds[kind].push(name);
    }
    for (const names of Object.values(kinds))
        names.sort();
    return kinds;
}
function common(scope) {
    const limit = (column, ids) => ids === undefined ? '' : `and ${column} = any('{${ids.join(',')}}'::oid[])`;
    return `with namespaces as (
    select n.oid, nspname as nsp from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), schemas as (
    select * from namespaces n where not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_namespace', 'n.oid')} ${limit('n.oid', scope.schemas)}
  ), relations as (
    select c.oid, c.relkind, c.relpersistence, c.reltoastrelid <> 0 as toasted, n.nsp, c.relname as rel, pg_catalog.format('%I.%I', n.nsp, c.relname) as name
    from pg_catalog.pg_class c join namespaces n on n.oid = c.relnamespace
    where c.relkind in ('r','p','v','m','S','f') and not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_class', 'c.oid')}
      ${limit('c.oid', scope.relations)}
  ), routines as (
    select p.oid, pg_catalog.format('%I.%I(%s)', n.nsp, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as name
    from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace where not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_proc', 'p.oid')}
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid
        and i.deptype = 'i')
  ), types as (
    select t.oid, pg_catalog.format('%I.%I', n.nsp, t.typname) as name
    from pg_catalog.pg_type t join schemas n on n.oid = t.typnamespace
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typtype in ('b','c','d','e','r') and t.typcategory <> 'A' and (t.typrelid = 0 or c.relkind = 'c')
      and not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_type', 't.oid')}
  )`;
}
function objectsQuery(scope) {
    const whole = scope.whole
        ? `union all select 'extension', extname::text from pg_catalog.pg_extension
       union all select 'event trigger', evtname::text from pg_catalog.pg_event_trigger t
         where not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .ofExtension */ .l_)('pg_event_trigger', 't.oid')}
       union all select 'publication', pubname::text from pg_catalog.pg_publication
       -- Of those, pg_dump shows and takes a superuser's only; of others it warns.
       union all select 'subscription', subname::text from pg_catalog.pg_subscription s
         join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
         where (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`
        : '';
    return `${common(scope)}
    select case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'S' then 'sequence' else 'foreign table' end as kind, name from relations
    union all select 'schema', pg_catalog.quote_ident(nsp) from schemas
    union all select 'routine', name from routines
    union all select 'type', name from types
    union all select 'index', pg_catalog.format('%I on %s', i.relname, r.name) from pg_catalog.pg_index x
      join relations r on r.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
      -- What is left of a failed "create index concurrently" is in no dump.
      where (x.indisvalid or r.relkind = 'p') and x.indisready
    union all select 'constraint', pg_catalog.format('%I on %s', k.conname, r.name) from pg_catalog.pg_constraint k
      join relations r on r.oid = k.conrelid where k.contype in ('c','f','p','u','x')
      -- Of or to a partitioned table, a foreign key has one more for each partition, which the server names as it likes.
      and (k.contype <> 'f' or k.conparentid = 0 and not ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .isDangling */ .NC)(scope)})
    union all select 'trigger', pg_catalog.format('%I on %s', t.tgname, r.name) from pg_catalog.pg_trigger t
      join relations r on r.oid = t.tgrelid where not t.tgisinternal
    union all select 'policy', pg_catalog.format('%I on %s', p.polname, r.name) from pg_catalog.pg_policy p
      join relations r on r.oid = p.polrelid
    union all select distinct 'role', a.rolname::text from pg_catalog.pg_shdepend d
      join pg_catalog.pg_roles a on a.oid = d.refobjid
      join (select 'pg_class'::regclass as class, oid from relations union all select 'pg_proc'::regclass, oid from routines
        union all select 'pg_type'::regclass, oid from types
        union all select 'pg_namespace'::regclass, oid from schemas) o on o.class = d.classid and o.oid = d.objid
      where d.refclassid = 'pg_authid'::regclass
        and d.dbid = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    ${whole}`;
}


/***/ }),

/***/ 6065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q8: () => (/* binding */ locksOfSome),
/* harmony export */   aZ: () => (/* binding */ locksOf),
/* harmony export */   jp: () => (/* binding */ toasted),
/* harmony export */   m1: () => (/* binding */ mustHaveLocks)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _archive_only_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51344);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45917);



/** How many tables have a TOAST table, which comes with an index of its own: a setting of a dump's facts. */
const toasted = 'toasted';
const kinds = ['table', 'partitioned table', 'foreign table', 'view', 'materialized view', 'sequence', 'index'];
/** What one transaction that makes all of a dump holds at least: a lock of everything that it makes. Pure. */
function locksOf({ objects, server }) {
    const made = kinds.reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0);
    return made + 2 * Number(server?.settings[toasted] ?? 0);
}
const lockedKinds = [..._archive_only_js__WEBPACK_IMPORTED_MODULE_1__/* .relations */ .K1, 'INDEX', 'CONSTRAINT'];
/** The same of some entries of its archive, which do not tell which of their tables have a TOAST table. Pure. */
function locksOfSome(entries, { objects, server }) {
    const made = entries.filter(({ kind }) => lockedKinds.includes(kind));
    const tables = made.filter(({ kind }) => kind === 'TABLE').length;
    const all = ['table', 'partitioned table'].reduce((sum, kind) => sum + (objects[kind]?.length ?? 0), 0);
    const withToast = tables - (all - Number(server?.settings[toasted] ?? 0));
    return made.length + 2 * Math.max(0, withToast);
}
/**
 * A restore in one transaction that runs out of locks takes them from everybody else on that server meanwhile, and fails after
 * most of its work. Throws `target-refused` before.
 */
async function mustHaveLocks(session, needed, connection, { sandboxed = false, keepGoing = false, only, overwrite }) {
    // Without one transaction a lock ends with its statement.
    if (sandboxed || keepGoing)
        return;
    // As the server reckons it (InitializeMaxBackends in its postinit.c).
    const [row] = await session.rows(`
    select current_setting('max_locks_per_transaction')::int as per, current_setting('max_locks_per_transaction')::int * (
      select sum(setting::int) from pg_catalog.pg_settings where name in ('max_connections', 'max_prepared_transactions',
        'autovacuum_max_workers', 'max_worker_processes', 'max_wal_senders')) as locks`);
    if (row === undefined || needed <= row.locks)
        return;
    const enough = 64 * Math.ceil((row.per * needed * 1.5) / row.locks / 64);
    const message = `the server of ${(0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .placeOf */ .$t)(connection)} has room for ${row.locks} locks, and a restore in one transaction needs at least ${needed}; nothing was restored`;
    const fewer = only.length > 0 ? 'name fewer tables at a time, ' : '';
    const raise = `Raise max_locks_per_transaction of that server to ${enough} (alter system set max_locks_per_transaction = ${enough}, then restart it)`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('target-refused', message, {
        hint: overwrite
            ? `${raise}, ${fewer}or restore into a new database with --keep-going, which does not use one transaction.`
            : `${raise}, ${fewer}or add --keep-going, which does not use one transaction.`,
    });
}


/***/ }),

/***/ 73083:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ surroundingOf),
/* harmony export */   Ol: () => (/* binding */ missingTablespaces),
/* harmony export */   WL: () => (/* binding */ parseSurrounding),
/* harmony export */   Wx: () => (/* binding */ hiddenMappings),
/* harmony export */   zr: () => (/* binding */ restoreParameters)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26921);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80669);
/* harmony import */ var _archive_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92882);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(45917);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(74205);
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







const names = zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP());
const kinds = {
    parameters: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ role: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().nullable(), set: names })),
    roles: names,
    tablespaces: names,
    dangling: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()),
};
/** As JSON in a server's settings. */
async function surroundingOf(session, scope) {
    const [row] = await session.rows(`
    select (select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig) order by a.rolname), '[]')
        from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
        where s.setdatabase = d.oid) as parameters,
      (select coalesce(json_agg(distinct a.rolname), '[]')
        from pg_catalog.pg_shdepend x join pg_catalog.pg_roles a on a.oid = x.refobjid
        where x.refclassid = 'pg_authid'::regclass and x.dbid = d.oid) as roles,
      (select coalesce(json_agg(distinct t.spcname), '[]')
        from pg_catalog.pg_class c join pg_catalog.pg_tablespace t on t.oid = c.reltablespace
        where t.spcname !~ '^pg_') as tablespaces,
      (select coalesce(json_agg(k.oid::bigint), '[]') from pg_catalog.pg_constraint k where ${(0,_archive_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .isDangling */ .NC)(scope)}) as dangling
    from pg_catalog.pg_database d where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const { parameters, roles, tablespaces, dangling } = row;
    const found = { parameters: scope.whole ? parameters : [], roles, tablespaces, dangling };
    return Object.fromEntries(Object.entries(found).map(([kind, value]) => [kind, JSON.stringify(value)]));
}
/** Of a dump's facts; nothing where an older version took them. Throws `object-damaged` for what cannot be parsed. */
function parseSurrounding(facts) {
    const settings = facts.server?.settings ?? {};
    const read = (kind, schema) => {
        try {
            return schema.parse(JSON.parse(settings[kind] ?? '[]'));
        }
        catch (cause) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-damaged', `the facts of the dump cannot be parsed: ${kind}`, {
                hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.damaged,
                cause,
            });
        }
    };
    return {
        parameters: read('parameters', kinds.parameters),
        roles: read('roles', kinds.roles),
        tablespaces: read('tablespaces', kinds.tablespaces),
        dangling: read('dangling', kinds.dangling),
    };
}
/** What to say of user mappings (passwords of other servers) that pg_dump takes without what it may not see. */
async function hiddenMappings(session, { whole }) {
    if (!whole)
        return [];
    const [row] = await session.rows(`
    select count(*) from pg_catalog.pg_user_mappings where umoptions is null
      and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`);
    if (row === undefined || row.count === 0)
        return [];
    return [`only a superuser sees the options of user mappings, and the backup has ${row.count} without theirs`];
}
/** Those that the target lacks. */
async function missingTablespaces(session, facts) {
    const known = await session.rows('select spcname as name from pg_catalog.pg_tablespace');
    return parseSurrounding(facts).tablespaces.filter((wanted) => !known.some(({ name }) => name === wanted));
}
// A library that the target lacks, or a role that may not log in, would lock everybody out of the database.
const leftOut = /^(?:\w+_preload_libraries|role|session_authorization)=/;
// The parameters whose value is a list of quoted names, which a single constant cannot say.
const lists = /^(?:search_path|temp_tablespaces)$/;
/** Sets a restored database's parameters as the dumped one's were; what cannot be set is a finding by name, without its value. */
async function restoreParameters(facts, connection, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const all = parseSurrounding(facts).parameters.flatMap(({ role, set }) => set.map((entry) => ({ role, entry })));
        if (all.length === 0)
            return [];
        const wanted = all.filter(({ entry }) => !leftOut.test(entry));
        const psql = (0,_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .clientCommand */ .vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
        const command = { ...psql, env: { ...psql.env, PGCLIENTENCODING: 'UTF8' } };
        const script = wanted.map(({ role, entry }) => statements(role, entry, connection.database)).join('');
        // It goes on after a statement that fails; what came of them all is asked afterwards.
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__/* .feed */ .hm)(runtime, command, node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(script)]), signal);
        const session = __addDisposableResource(env_1, await (0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .openSession */ .fA)(connection, runtime, signal), true);
        const [row] = await session.rows(`
    select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig)), '[]') as found
    from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
    where s.setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())`);
        const key = (role, entry) => JSON.stringify([role, entry]);
        const there = new Set(row?.found.flatMap(({ role, set }) => set.map((entry) => key(role, entry))));
        return all.filter(({ role, entry }) => !there.has(key(role, entry))).map(({ role, entry }) => unset(role, entry));
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
function statements(role, entry, database) {
    const { name, value } = parts(entry);
    const whose = role === null ? '' : `role ${(0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .identifier */ .Cv)(role)} in `;
    const parameter = name.split('.').map(_session_js__WEBPACK_IMPORTED_MODULE_5__/* .identifier */ .Cv).join('.');
    const alter = `alter ${whose}database ${(0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .identifier */ .Cv)(database)} set ${parameter}`;
    if (!lists.test(name))
        return `${alter} to ${(0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .eu)(value)};\n`;
    return `begin; select pg_catalog.set_config(${(0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .eu)(name)}, ${(0,_session_js__WEBPACK_IMPORTED_MODULE_5__/* .literal */ .eu)(value)}, true); ${alter} from current; commit;\n`;
}
function parts(entry) {
    const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
    return { name, value };
}
function unset(role, entry) {
    const { name } = parts(entry);
    const message = `the database's parameter ${name}${role === null ? '' : ` for role ${role}`} was not restored`;
    const hint = 'Set it yourself with alter database ... set ..., as a superuser; part dump.pgc has it.';
    return { level: 'warning', blame: 'env', message, hint };
}


/***/ }),

/***/ 74205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BZ: () => (/* binding */ advised),
/* harmony export */   Cp: () => (/* binding */ onlySystemNames),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   b5: () => (/* binding */ withAdvice),
/* harmony export */   b8: () => (/* binding */ readsLargeObjects),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   fA: () => (/* binding */ openSession),
/* harmony export */   qQ: () => (/* binding */ openQuietly)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45917);



/**
 * No schema but the system's is searched. A name in any other could be a function or an operator that somebody without
 * rights made to fit our own queries better than the system's, and that would then run with ours.
 */
const onlySystemNames = "select pg_catalog.set_config('search_path', '', false);";
// Whatever the defaults of server, database and role: text is UTF-8, because in another encoding a byte of a name could
// swallow the quote behind it; a table that becomes a view before it is counted fails, because a view runs its owner's
// functions; a long dump is not a runaway query; row security must fail loudly, not hide rows.
const preparation = `
${onlySystemNames}
select pg_catalog.set_config('client_encoding', 'UTF8', false);
select pg_catalog.set_config(name, 'view, foreign-table', false) from pg_catalog.pg_settings
  where name = 'restrict_nonsystem_relation_kind';
select set_config(name, '0', false) from pg_catalog.pg_settings where name in
  ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout');
select set_config(name, '5s', false) from pg_catalog.pg_settings where name = 'client_connection_check_interval';
select set_config('lock_timeout', '60s', false), set_config('row_security', 'off', false),
  set_config('quote_all_identifiers', 'off', false);
`;
const closeMs = 3000;
/** Connects. @throws Problem `tool-failed` with psql's words (wrong password, unknown database ...). */
async function openSession(connection, runtime, signal) {
    const mine = new AbortController();
    const args = ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1'];
    const command = (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .clientCommand */ .vK)('psql', args, connection, runtime);
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    const output = linesOf(child.stdout);
    const ended = child.ended.catch(withAdvice);
    let idle = Promise.resolve();
    let pending = 0;
    let closed = false;
    const each = async (sql, take) => {
        const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        child.stdin.write(`${sql}\n;select '${mark}';\n`);
        for (;;) {
            const next = await output.next();
            if (next.done === true) {
                await ended;
                throw lost(runtime);
            }
            if (next.value === mark)
                return;
            take(next.value);
        }
    };
    // One statement at a time, in the order of the calls.
    const queued = (sql, take, give) => {
        pending++;
        const result = idle
            .then(() => each(sql, take))
            .then(give)
            .catch(withAdvice)
            .finally(() => pending--);
        idle = result.catch(() => undefined);
        return result;
    };
    const broken = ended.then(() => (closed ? new Promise(() => undefined) : Promise.reject(lost(runtime))), (error) => (closed ? new Promise(() => undefined) : Promise.reject(error)));
    broken.catch(() => undefined);
    const lines = (sql) => {
        const found = [];
        return queued(sql, (line) => found.push(line), () => found);
    };
    const session = {
        lines,
        count: (sql) => {
            let lines = 0;
            return queued(sql, () => lines++, () => lines);
        },
        rows: async (query) => (await lines(`select pg_catalog.row_to_json(q) from (${query}) q`)).map((line) => JSON.parse(line)),
        broken,
        [Symbol.asyncDispose]: async () => {
            closed = true;
            const stop = () => mine.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('cancelled', 'the session is closed'));
            if (pending > 0)
                stop();
            // At the end of its input psql ends by itself: in a container, stopping it would take a second.
            child.stdin.end();
            const late = setTimeout(stop, closeMs);
            await ended.catch(() => undefined);
            clearTimeout(late);
        },
    };
    try {
        await session.lines(preparation);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
}
/**
 * Connects without calling what the database runs at every login, which may write or refuse it, where the server lets this
 * user (17 and later, with the right to set `event_triggers`); else as `openSession`.
 */
async function openQuietly(connection, runtime, signal) {
    const { PGOPTIONS: own = '', ...parameters } = connection.parameters;
    const quiet = { ...connection, parameters: { ...parameters, PGOPTIONS: `${own} -c event_triggers=off`.trim() } };
    try {
        return await openSession(quiet, runtime, signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'tool-failed'))
            throw error;
        return await openSession(connection, runtime, signal);
    }
}
/** What a role needs that is to read them. */
const readsLargeObjects = 'Neither pg_read_all_data nor bypassrls reads large objects: use a superuser, or grant select on large object N to NAME.';
/** What to do about the words with which libpq gives up (libpq's fe-connect.c, the server's auth.c). */
const advice = [
    [
        /Connection refused|No route to host|timeout expired|could not translate host name|No such file or directory/,
        'Check host and port of its url. A service container is reached by its label as host where the job runs in a container, and by localhost and a mapped port where it does not; tools: { service: NAME } works in both.',
    ],
    [
        /Network is unreachable|Cannot assign requested address/,
        'Its host has an address of IPv6 only, which this machine does not reach (nor do the runners of GitHub): use one with IPv4, such as the session pooler of the provider.',
    ],
    [/row-level security policy/, 'Let the role of its url see all rows: alter role NAME bypassrls.'],
    [/permission denied for large object/, readsLargeObjects],
    [/permission denied for/, 'Let the role of its url read everything: grant pg_read_all_data to NAME.'],
    [
        /password authentication failed|no password supplied/,
        'Check user and password in the variable that its url names.',
    ],
    [
        /no pg_hba\.conf entry/,
        'Let pg_hba.conf of the server admit this user from here, or add ?sslmode=require to its url.',
    ],
    [
        /database ".*" does not exist/,
        'Check the name of the database, which comes last in its url; restore --create makes the one of its target.',
    ],
    [
        /too many (clients|connections)|remaining connection slots/,
        'A backup needs two connections: raise max_connections, or run it at another time.',
    ],
];
/** Throws the same error with a hint, where the server's words call for one. */
function withAdvice(error) {
    throw advised(error);
}
/** The same error with a hint, where the server's words call for one. */
function advised(error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'tool-failed') || error.hint !== _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.program)
        return error;
    const hint = advice.find(([words]) => words.test(error.message))?.[1];
    return hint === undefined ? error : new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(error.code, error.message, { hint, cause: error.cause });
}
function lost(runtime) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-failed', `psql in ${runtime.where} ended before it was asked to`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.program });
}
async function* linesOf(stdout) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stdout) {
        rest += decoder.decode(chunk, { stream: true });
        const whole = rest.split('\n');
        rest = whole.pop() ?? '';
        yield* whole;
    }
    return undefined;
}
/** An SQL string constant. */
function literal(text) {
    return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
/** The name of a table or the like with its schema, always quoted. */
function qualified({ schema, name }) {
    return `${identifier(schema)}.${identifier(name)}`;
}
/** An SQL identifier, always quoted. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}


/***/ })

};
