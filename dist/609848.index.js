export const id = 609848;
export const ids = [609848];
export const modules = {

/***/ 74961:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  environment: () => (/* binding */ environment)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./engine/host-path.js
var host_path = __webpack_require__(97401);
// EXTERNAL MODULE: ./engine/target/throw-away.js
var throw_away = __webpack_require__(1544);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
;// CONCATENATED MODULE: ./engine/environment/shell.js
/**
 * Variables as a file that a POSIX shell reads: `NAME='value'`, where each ' of the value is '\''. Between these
 * quotation marks every byte stands for itself, including line feeds and bytes that are not UTF-8. So the text has
 * exactly one meaning.
 */
function shellText(variables) {
    const lines = [...variables].flatMap(([name, value]) => [
        Buffer.from(`${name}=`, 'latin1'),
        Buffer.from(`'${value.toString('latin1').replaceAll("'", "'\\''")}'\n`, 'latin1'),
    ]);
    const text = Buffer.concat([Buffer.from(head), ...lines]);
    // A length tells how long a lone secret is.
    const room = step - ((text.length + 2) % step);
    return Buffer.concat([text, Buffer.from(`#${' '.repeat(room % step)}\n`)]);
}
const head = '# Variables, by backproof. Load them: set -a; . ./FILE; set +a\n';
const step = 1024;
/** undefined: it is no such file, or not the whole of one. */
function parseShell(text) {
    const content = new Map();
    const left = text.toString('latin1');
    const one = /#[^\n]*\n|([A-Za-z_][A-Za-z0-9_]*)='((?:[^']|'\\'')*)'\n/y;
    while (one.lastIndex < left.length) {
        const found = one.exec(left);
        if (!found)
            return undefined;
        const [, name, value = ''] = found;
        if (name !== undefined)
            content.set(name, Buffer.from(value.replaceAll("'\\''", "'"), 'latin1'));
    }
    return content;
}

;// CONCATENATED MODULE: ./engine/environment/content.js



const partName = 'environment';
const mostBytes = 16 * 1024 * 1024;
const keyBytes = 32;
/**
 * Digests under a key of this backup alone, which is only in the sealed part: if facts get out, as `show` prints them,
 * nobody can test guesses against them, or see that two backups have the same values.
 */
const newKey = () => (0,external_node_crypto_.randomBytes)(keyBytes);
const digest = (key, name, value) => (0,external_node_crypto_.createHmac)('sha256', key).update(`${name}\0`).update(value).digest('hex');
function factsOf(content, key, kind, sizeBytes) {
    const names = [...content.keys()];
    const digests = [...content].map(([name, value]) => `${name} ${digest(key, name, value)}`);
    return {
        version: 1,
        engine: 'environment',
        server: undefined,
        sizeBytes,
        rows: Object.fromEntries(names.map((name) => [name, 1])),
        objects: { ...(kind === 'file' ? { file: names } : {}), digest: digests.sort() },
    };
}
/** The name of the file that these facts are of; undefined: they are of variables. */
function fileOf({ objects }) {
    return objects['file']?.[0];
}
/** The facts of a body, in the terms of others. undefined: it is no file of variables. */
function factsLike(body, key, like) {
    const file = fileOf(like);
    const content = file === undefined ? parseShell(body) : new Map([[file, body]]);
    return content && factsOf(content, key, file === undefined ? 'variables' : 'file', body.length);
}
/** Reads the part whole. Throws `object-damaged` for what is not to the bit what its facts say. */
async function readKept(backup) {
    const chunks = [];
    let length = 0;
    for await (const chunk of (await backup.open(partName))) {
        length += chunk.length;
        if (length > mostBytes + keyBytes)
            throw damaged('is larger than any that backproof writes');
        chunks.push(chunk);
    }
    const whole = Buffer.concat(chunks);
    const kept = { key: whole.subarray(0, keyBytes), body: whole.subarray(keyBytes) };
    if (whole.length < keyBytes)
        throw damaged('is cut off');
    const facts = factsLike(kept.body, kept.key, backup.facts);
    if (!facts || kept.body.length !== backup.facts.sizeBytes)
        throw damaged('is not whole');
    const [found, said] = [facts, backup.facts].map(({ rows, objects }) => JSON.stringify([rows, objects['digest']]));
    if (found !== said)
        throw damaged('does not match its facts');
    return kept;
}
/** Never with a byte of it. */
const damaged = (why) => new problem/* Problem */.AF('object-damaged', `the part ${partName} ${why}`, { hint: problem/* remedy */.zL.damaged });

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./engine/environment/value.js


/** What Node puts in the place of bytes that are no UTF-8. */
const replaced = '\ufffd';
/** The values, byte for byte. Throws for a name without a value, and for what cannot be kept as it is. Never says a value. */
function valuesOf({ name, allowed, variables }) {
    // GitHub gives an empty text for a secret that does not exist.
    const missing = variables.flatMap((one) => (one.required && !one.reveal() ? [one.name] : []));
    const unmatched = allowed.filter((one) => one.endsWith('*') && !variables.some((found) => found.name.startsWith(one.slice(0, -1))));
    if (missing.length + unmatched.length > 0) {
        const without = [...missing, ...unmatched].join(', ');
        const lines = missing.map((one) => `${one}: \${{ secrets.${one} }}`);
        throw new problem/* Problem */.AF('secret-missing', `source ${name}: ${without} ${missing.length + unmatched.length === 1 ? 'has' : 'have'} no value here`, {
            hint: lines.length > 0
                ? `Add \`env: { ${lines.join(', ')} }\` to the workflow step, export them in the shell, or remove them from variables.`
                : 'Set one that begins with it, or remove it from variables.',
        });
    }
    const strange = variables.find((one) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(one.name));
    if (strange)
        throw new problem/* Problem */.AF('source-failed', `source ${name}: ${JSON.stringify(strange.name)} is a name that no shell can set`, {
            hint: 'Name the variables one by one, without this one.',
        });
    return new Map(variables.map((one) => [one.name, bytesOf(one.name, one.reveal() ?? '')]));
}
function bytesOf(name, text) {
    if (!text.includes(replaced))
        return Buffer.from(text, 'utf8');
    const raw = rawEnvironment().get(name);
    // A variable that was changed since the start is not there as it is now.
    if (raw?.toString('utf8') === text)
        return raw;
    throw new problem/* Problem */.AF('source-failed', `the value of ${name} is not UTF-8, and its bytes cannot be read on this system`, {
        hint: `Store it in base64, or write it to a file and back that up with path.`,
    });
}
/** As the kernel has it (proc_pid_environ(5)): `NAME=value`, each ended by NUL. Empty where there is no such file. */
function rawEnvironment() {
    let left;
    try {
        left = (0,external_node_fs_.readFileSync)('/proc/self/environ');
    }
    catch {
        return new Map();
    }
    const found = new Map();
    for (let end = left.indexOf(0); end >= 0; end = left.indexOf(0)) {
        const one = left.subarray(0, end);
        const at = one.indexOf('=');
        if (at > 0)
            found.set(one.subarray(0, at).toString('latin1'), one.subarray(at + 1));
        left = left.subarray(end + 1);
    }
    return found;
}

;// CONCATENATED MODULE: ./engine/environment/source.js
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









async function openEnvironment(source, signal) {
    (0,host_path/* requireHost */.sq)(source);
    (0,problem/* stopIfAborted */.NI)(signal);
    const { body } = await take(source);
    return {
        where: 'host',
        server: undefined,
        // That of the file: a sum of lengths would tell how long a lone value is.
        sizeBytes: body.length,
        // It has been read.
        rehearse: async () => undefined,
        dump: () => dumpEnvironment(source, signal),
        [Symbol.asyncDispose]: async () => undefined,
    };
}
async function take(source) {
    const { path } = source;
    if (path !== undefined) {
        const body = await readSecrets(source.name, (0,external_node_path_.resolve)(path));
        return { content: new Map([[path, body]]), body };
    }
    const content = valuesOf(source);
    const body = shellText(content);
    if (body.length > mostBytes)
        throw tooLarge(source.name);
    return { content, body };
}
function dumpEnvironment(source, signal) {
    let complete;
    async function* parts() {
        (0,problem/* stopIfAborted */.NI)(signal);
        const { content, body } = await take(source);
        const key = newKey();
        const stream = external_node_stream_.Readable.from((function* () {
            (0,problem/* stopIfAborted */.NI)(signal);
            yield key;
            yield body;
        })(), { objectMode: false });
        const stop = () => stream.destroy((0,problem/* cancelled */.KW)(signal));
        signal.addEventListener('abort', stop);
        try {
            // Compressed, the length would tell whether two values are alike.
            yield { name: partName, compression: 'none', body: stream };
            if (stream.readableEnded)
                complete = factsOf(content, key, source.path === undefined ? 'variables' : 'file', body.length);
        }
        finally {
            signal.removeEventListener('abort', stop);
            stream.destroy();
        }
    }
    return {
        parts: parts(),
        result() {
            if (!complete)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            // The environment of a process is as it was at its start; a file is read in one go, and looked at before and after.
            return { facts: complete, findings: [], versions: { environment: 'v1' }, consistency: 'snapshot' };
        },
    };
}
async function readSecrets(name, path) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_.open)(path), true);
            const before = await file.stat({ bigint: true });
            if (!before.isFile())
                throw failed(`${path} is not a regular file`, 'Name a file; for a folder, use engine: files.');
            if (before.size > BigInt(mostBytes))
                throw tooLarge(name);
            const body = await file.readFile();
            const after = await file.stat({ bigint: true });
            if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(body.length) !== after.size)
                throw failed(`${path} changed while it was read`, 'Run it again.');
            if (body.length === 0)
                throw failed(`${path} is empty`, 'Check that path names the file that holds the secrets.');
            return body;
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
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        throw failed(`cannot read ${path}: ${(0,words/* reasonOf */.A3)(error)}`, 'Check path and the permissions of the user that runs this.');
    }
}
const failed = (message, hint) => new problem/* Problem */.AF('source-failed', message, { hint });
const tooLarge = (name) => failed(`source ${name} has more than ${mostBytes / 1024 / 1024} MiB`, 'Back it up with engine: files.');

// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./engine/target/path.js
var path = __webpack_require__(96042);
;// CONCATENATED MODULE: ./engine/environment/target.js
var target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** A file that only its owner reads. */
class EnvironmentTarget extends path/* PathTarget */.x {
    /** Of the backup's digests: it is not in the file. */
    #key;
    overlap(source) {
        (0,policy/* requireSet */.Ce)(source);
        if (source.path === undefined)
            return 'none';
        return (0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(source.path)) === (0,host_path/* realPath */.Ye)(this.path) ? 'same' : 'none';
    }
    async admit(_backup, request) {
        await this.#admit(request);
    }
    async restore(backup, request) {
        const { overwrite } = request;
        const owner = await this.#admit(request);
        // All of it has proven whole before anything is touched.
        const { key, body } = await readKept(backup);
        (0,problem/* stopIfAborted */.NI)(this.signal);
        await this.#write(body, overwrite, owner);
        this.#key = key;
        return { findings: [], expected: backup.facts };
    }
    async facts(like, counted) {
        if (!this.#key)
            throw new Error('nothing was restored into this target');
        const facts = factsLike(await (0,promises_.readFile)(this.path), this.#key, like);
        for (const _ of Object.keys(facts?.rows ?? {}))
            counted?.(1);
        if (facts)
            return facts;
        throw new problem/* Problem */.AF('restore-failed', `${this.path} is not the file of variables that was written`, {
            hint: 'Restore into a new file that nothing else writes to.',
        });
    }
    async check({ name }) {
        throw new problem/* Problem */.AF('policy-invalid', `assertion "${name}" queries an environment, which cannot be queried`, {
            hint: 'Remove it: a restore is compared name by name anyway.',
        });
    }
    /** Gives whose file it replaces. What is no file could be a terminal, a pipe or a log. */
    async #admit({ only, overwrite, }) {
        if (only.length > 0)
            throw new problem/* Problem */.AF('usage', 'an environment is restored as a whole', {
                hint: 'Leave --only out, and take what you need from the restored file.',
            });
        const refuse = (what, hint) => new problem/* Problem */.AF('target-refused', `${this.path} ${what}`, { hint });
        await (0,host_path/* mustMakeIn */.$t)((0,external_node_path_.dirname)(this.path));
        const there = await (0,promises_.lstat)(this.path).catch(host_path/* absent */.Ge);
        if (there && !there.isFile())
            throw refuse('is not a regular file', 'Name a file that does not exist yet.');
        if (there && !overwrite)
            throw refuse('exists', `Name a file that does not exist yet, or give --overwrite ${this.path}.`);
        return there;
    }
    async #write(body, overwrite, owner) {
        const folder = (0,external_node_path_.dirname)(this.path);
        const unfinished = (0,external_node_path_.join)(folder, `.${(0,external_node_path_.basename)(this.path)}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.backproof-partial`);
        let made;
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                made = await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
                {
                    const env_2 = { stack: [], error: void 0, hasError: false };
                    try {
                        const file = target_addDisposableResource(env_2, await (0,promises_.open)(unfinished, 'wx', 0o600), true);
                        if (owner && process.geteuid?.() === 0)
                            await file.chown(owner.uid, owner.gid);
                        await file.writeFile(body);
                        await file.sync();
                    }
                    catch (e_1) {
                        env_2.error = e_1;
                        env_2.hasError = true;
                    }
                    finally {
                        const result_1 = target_disposeResources(env_2);
                        if (result_1)
                            await result_1;
                    }
                }
                // A link never replaces what another process has put there meanwhile.
                if (overwrite)
                    await (0,promises_.rename)(unfinished, this.path);
                else {
                    await (0,promises_.link)(unfinished, this.path);
                    await (0,promises_.rm)(unfinished);
                }
                const directory = target_addDisposableResource(env_1, await (0,promises_.open)(folder), true);
                await directory.sync();
            }
            catch (e_2) {
                env_1.error = e_2;
                env_1.hasError = true;
            }
            finally {
                const result_2 = target_disposeResources(env_1);
                if (result_2)
                    await result_2;
            }
        }
        catch (error) {
            await (0,promises_.rm)(unfinished, { force: true }).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            await (0,host_path/* removeMade */.gp)(folder, made);
            if ((0,problem/* isProblem */.AN)(error))
                throw error;
            const exists = error.code === 'EEXIST';
            throw new problem/* Problem */.AF(exists ? 'target-refused' : 'restore-failed', exists ? `${this.path} was just created by another program` : `cannot write ${this.path}: ${(0,words/* reasonOf */.A3)(error)}`, { hint: problem/* remedy */.zL.target, cause: error });
        }
    }
}

;// CONCATENATED MODULE: ./engine/environment/environment.js






/** Variables of the environment, or a file of secrets. docs/engines.md says how they are kept, and how they are loaded again. */
const environment = {
    name: 'environment',
    can: { selects: undefined, restores: [] },
    open: (source, _bench, signal) => openEnvironment(source, signal),
    takes: ({ path }, file) => path !== undefined && (0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(path)) === (0,host_path/* realPath */.Ye)((0,external_node_path_.resolve)(file)),
    async contents(backup) {
        await readKept(backup);
        const names = Object.keys(backup.facts.rows);
        return {
            names: fileOf(backup.facts) === undefined ? names.map((name) => `variable ${name}`) : names,
            missing: [],
        };
    },
    target: async (text, _by, { cwd }, signal) => new EnvironmentTarget((0,external_node_path_.resolve)(cwd, (0,host_path/* requirePath */.dr)('--into', text, 'an environment', 'file')), signal),
    async sandbox(_dumped, _image, bench, signal) {
        const { path, remove } = await (0,throw_away/* throwAwayFolder */.x)(bench);
        return new EnvironmentTarget((0,external_node_path_.join)(path, 'restored.env'), signal, remove);
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
