export const id = 867;
export const ids = [867];
export const modules = {

/***/ 59867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mf: () => (/* binding */ makeProject),
  U8: () => (/* binding */ openProject),
  ZA: () => (/* binding */ suggest)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 23 modules
var catalog_catalog = __webpack_require__(4019);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine = __webpack_require__(77860);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 15 modules
var plan = __webpack_require__(62369);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 31 modules
var policy_policy = __webpack_require__(82638);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(36413);
// EXTERNAL MODULE: ./build/js/store/store.js + 14 modules
var store_store = __webpack_require__(3421);
// EXTERNAL MODULE: ./build/js/words.js
var words = __webpack_require__(98783);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(51430);
;// CONCATENATED MODULE: ./build/js/command/location.js


/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
function locationOf(options) {
    if (options.kind === 'directory')
        return `directory ${(0,engine/* realPath */.Ye)((0,external_node_path_.resolve)(options.path))}`;
    const { endpoint, bucket, prefix = '' } = options;
    const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS');
    return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/js/command/policy-file.js
var policy_file = __webpack_require__(45387);
;// CONCATENATED MODULE: ./build/js/command/own-checkout.js




/**
 * What lies in the checkout of a commit that nobody has merged was put there by that commit: a backup, too.
 * @throws Problem `untrusted` for a directory of this workspace.
 */
async function refuseOwnCheckout({ footing, env, cwd }, config) {
    const workspace = env['GITHUB_WORKSPACE'];
    if (config.kind !== 'directory' || footing.judgement.kind === 'trusted' || !workspace)
        return;
    const path = (0,policy_file/* pathFrom */.Iw)(cwd, config.path);
    if ((0,policy_file/* isOutside */._K)((0,external_node_path_.resolve)(workspace), path) && (0,policy_file/* isOutside */._K)(await realOf(workspace), await realOf(path)))
        return;
    throw new problem/* Problem */.AF('untrusted', `directory ${config.path} is in the checkout of a commit that is not merged`, {
        hint: 'A store that a gate or a plan reads is outside of the workspace.',
    });
}
/** Where the path leads, as far as there is anything. */
async function realOf(path) {
    try {
        return await (0,promises_.realpath)(path);
    }
    catch (error) {
        if (error.code !== 'ENOENT' || (0,external_node_path_.dirname)(path) === path)
            throw error;
        return (0,external_node_path_.join)(await realOf((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
    }
}

// EXTERNAL MODULE: ./build/js/command/secret.js + 1 modules
var secret = __webpack_require__(81361);
;// CONCATENATED MODULE: ./build/js/command/project.js
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















/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world, text, path, checks) {
    try {
        return (0,policy_policy/* parsePolicy */.ON)(text, { path, env: world.env, checks });
    }
    catch (error) {
        (0,secret/* maskSecrets */.QU)(world, (0,policy_policy/* secretNames */.XG)(text));
        for (const finding of (0,policy_policy/* policyFindings */.Js)(error))
            world.log.fault({ file: path, text, finding });
        throw error;
    }
}
/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
async function openProject(world, options, patience) {
    const project = makeProject(world, await followed(world, options), options.source ?? [], patience);
    // Before anything is read, or said, of any source.
    if (options.store !== undefined)
        requireStore(project.policy, options.store);
    if (options.shard === undefined)
        return project;
    const shard = (0,plan/* parseShard */.uK)(options.shard);
    return { ...project, sources: project.sources.filter(({ name }) => (0,plan/* inShard */.Iw)(name, shard)) };
}
/** What the judgement of this run says to follow, or the file that lies here. */
async function followed(world, { policy }) {
    return world.footing.policy ?? (await (0,policy_file/* readPolicy */.T4)(world, policy));
}
/** The same of a policy's file that was read already, here or from another branch. */
function makeProject(world, { path, text }, names, patience = 'full') {
    const checks = { recipient: seal/* recipientFault */.cB, signer: seal/* signerFault */.Hv, cron: plan/* cronFault */.Rz };
    const policy = parseAloud(world, text, path, checks);
    (0,secret/* maskSecrets */.QU)(world, (0,secret/* variablesOf */.ht)(policy));
    const sources = selectSources(policy, names);
    const opened = new Map();
    const locations = new Map();
    const caches = new Map();
    const configOf = (name) => requireStore(policy, name);
    const open = async (name) => {
        const config = configOf(name);
        (0,policy_policy/* requireSet */.Ce)(config);
        if (!world.openStore)
            await refuseOwnCheckout(world, config);
        const options = storeOptions(config, world.cwd);
        const limit = limitOf(world, config, patience);
        const store = (0,store_store/* limitStore */.N8)(await (world.openStore?.(name, options) ?? (0,store_store/* openStore */.Ch)(options, limit.idleMs)), limit);
        await refuseUnmounted(world, store);
        return { name, store };
    };
    const openOnce = (name) => {
        const opening = opened.get(name) ?? open(name);
        opened.set(name, opening);
        return opening;
    };
    /** After it has answered: a look at a path of a file system that hangs would hang all of this. */
    const claim = (name) => {
        const location = locationOf(storeOptions(configOf(name), world.cwd));
        const other = locations.get(location) ?? name;
        if (other !== name)
            throw (0,catalog_catalog/* samePlace */.o0)(name, other);
        locations.set(location, name);
    };
    const place = async (name) => {
        const found = await openOnce(name);
        claim(name);
        return found;
    };
    const places = async (source) => {
        const failed = [];
        const found = [];
        // Side by side: one that hangs costs its own time limit, and not that of the others as well.
        await Promise.allSettled(source.stores.map(openOnce));
        for (const name of source.stores) {
            try {
                found.push(await place(name));
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error))
                    throw error;
                failed.push({ store: name, problem: error });
            }
        }
        return { places: found, failed };
    };
    const cache = (store) => {
        const opening = caches.get(store) ?? (0,catalog_catalog/* openCache */.bp)(world.cacheDirectory, store);
        caches.set(store, opening);
        return opening;
    };
    return {
        world,
        policy,
        openedAt: world.now(),
        sources,
        place,
        places,
        async catalog(source, fresh) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${source.name}: reading what the stores have` }), false);
                const { places: found, failed } = await places(source);
                const { signers } = policy.encryption;
                const unopened = failed.map(({ store, problem: { message, hint } }) => ({
                    store,
                    message,
                    ...(hint ? { hint } : {}),
                }));
                const catalog = await (0,catalog_catalog/* readCatalog */.uM)(source.name, found, {
                    expected: source.stores,
                    signers,
                    unopened,
                    cache,
                    fresh: fresh ?? { since: world.now() },
                    now: world.now(),
                    signal: world.signal,
                });
                const own = policy.sources[source.name];
                const options = { now: world.now(), timezone: policy.timezone };
                const known = catalog.entries;
                const entries = own ? (0,retain/* narrowMissing */.iJ)(known, own.retention, (0,retain/* storeRules */.Fo)(policy, own), options) : known;
                return { ...catalog, entries };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        },
        async remember(store, { key, etag }, bytes) {
            const file = await cache(store);
            file.set(key, etag, bytes);
            await file.save();
        },
        runtime: (served, signal) => (0,engine/* chooseRuntime */._u)(served, { services: world.services, baseEnv: (0,js_world/* baseEnv */.zk)(world), label: world.runId }, signal),
        secretKeys: () => (0,secret/* readSecretKeys */.fL)(world),
        signingKey: () => (0,secret/* readSigningKey */.jy)(world, policy),
    };
}
/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }, store) {
    if (!(await store.blank?.(signal)))
        return;
    const known = await (0,catalog_catalog/* rememberedManifests */.$8)(cacheDirectory, store);
    if (known === 0)
        return;
    const path = store.where.replace(/^directory /, '');
    throw new problem/* Problem */.AF('store-missing', `nothing at all is in ${store.where}, where ${known} ${known === 1 ? 'backup is' : 'backups are'} known from before`, {
        hint: `Mount its disk. If it was emptied on purpose, run \`mkdir -p ${(0,external_node_path_.join)(path, '.restorable')}\`.`,
    });
}
const shortIdleMs = 10_000;
/** Of one store in one run; a twelfth of its time limit, and ten seconds at least, where somebody waits for an answer. */
function limitOf({ monotonicMs, signal }, { kind, timeoutMs }, patience) {
    const idleMs = patience === 'full' ? timeoutMs : Math.min(timeoutMs, Math.max(shortIdleMs, timeoutMs / 12));
    // Node has a few threads for all file systems, and one that hangs keeps those that wait for it.
    return { idleMs, monotonicMs, cancel: signal, ...(kind === 'directory' ? { atOnce: 4 } : {}) };
}
function selectSources(policy, names) {
    const known = Object.keys(policy.sources);
    for (const name of names) {
        if (!known.includes(name)) {
            throw new problem/* Problem */.AF('usage', `${policy.path} has no source ${name}`, { hint: suggest(name, known) });
        }
    }
    return Object.values(policy.sources).filter(({ name }) => names.length === 0 || names.includes(name));
}
function requireStore({ path, stores }, name) {
    const config = Object.hasOwn(stores, name) ? stores[name] : undefined;
    if (config)
        return config;
    throw new problem/* Problem */.AF('usage', `${path} has no store ${name}`, { hint: suggest(name, Object.keys(stores)) });
}
/** "Did you mean orders?", or what there is. */
function suggest(name, known) {
    const near = (0,policy_policy/* nearest */.pA)(name, known);
    return near ? `Did you mean ${near}?` : `There is ${(0,words/* namesSome */.T)(known, 10) || 'nothing'}.`;
}
function storeOptions(config, cwd) {
    if (config.kind === 'directory') {
        return { kind: 'directory', path: (0,policy_file/* pathFrom */.Iw)(cwd, config.path), minFreeBytes: config.minFreeBytes };
    }
    const { endpoint, insecure = false, accessKeyId, secretAccessKey, sessionToken, ...plain } = config;
    const address = endpoint?.reveal();
    if (endpoint !== undefined && address !== undefined) {
        const fault = URL.canParse(address) ? (0,policy_policy/* plainHttpFault */.r7)(address, insecure) : noAddress;
        if (fault)
            throw badValue(`the endpoint of bucket ${config.bucket}, by ${endpoint.origin()}, ${fault.message}`, fault.hint);
    }
    return {
        ...plain,
        ...(address === undefined ? {} : { endpoint: address }),
        ...(accessKeyId ? { accessKeyId: credential(accessKeyId) } : {}),
        ...(secretAccessKey ? { secretAccessKey: credential(secretAccessKey, edged) } : {}),
        ...(sessionToken ? { sessionToken: credential(sessionToken) } : {}),
    };
}
const noAddress = { message: 'is not an address', hint: 'Give it an address such as https://s3.example.com.' };
const badValue = (message, hint) => new problem/* Problem */.AF('policy-invalid', message, hint ? { hint } : {});
/** What goes into a header, whose own error would show it; and what is only signed with, where a space may be meant. */
const [plainText, edged] = [/^[\u0021-\u007e]+$/, /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u];
function credential(secret, form = plainText) {
    const value = secret.reveal();
    if (form.test(value))
        return value;
    throw badValue(`the credential by ${secret.origin()} has a space, a line break or a character that no key has`, 'Set the secret anew, without a space or a line break before, in or after it.');
}


/***/ }),

/***/ 4870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ss: () => (/* binding */ resolveRange),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   mA: () => (/* binding */ streamOf)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45675);



/**
 * The body's buffers, by reference. When the signal fires the body is destroyed and this throws `cancelled`; when the
 * body errors, that error is thrown.
 */
async function* chunksOf(body, signal, pace) {
    if (body instanceof Uint8Array) {
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        if (body.byteLength > 0)
            yield asBuffer(body);
        return;
    }
    if (signal.aborted) {
        body.on('error', () => { }).destroy();
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
    }
    let interrupt = (_) => { };
    const stop = () => interrupt((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal));
    signal.addEventListener('abort', stop, { once: true });
    // Its error comes by the iterator; after that nobody may be listening for it any more.
    body.on('error', () => { });
    const chunks = body[Symbol.asyncIterator]();
    try {
        for (;;) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
            // A body that hangs may not even close when it is destroyed. Promise.race with a promise that lives as long as the
            // body would keep every chunk in memory.
            pace?.rest();
            const { done, value } = await new Promise((resolve, reject) => {
                interrupt = reject;
                chunks.next().then(resolve, reject);
            });
            pace?.work();
            if (done)
                break;
            if (!(value instanceof Uint8Array))
                throw new TypeError('the body of a put must be a stream of Buffers');
            if (value.byteLength > 0)
                yield asBuffer(value);
        }
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        // A stream that is destroyed without an error ends the loop as if it were whole.
        if (!body.readableEnded)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .storeProblem */ .H)('store-failed', 'the body of a put was closed before its end');
    }
    finally {
        pace?.work();
        signal.removeEventListener('abort', stop);
        if (!body.readableEnded)
            body.destroy(signal.aborted ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal) : undefined);
    }
}
/** The same bytes, not copied. */
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/**
 * A byte stream over a generator, which errors when the generator throws. Readable.from would wait for the generator
 * before it closes; here `onClose` lets go of what the generator may be waiting for.
 */
function streamOf(chunks, onClose = () => { }) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable({
        read() {
            chunks.next().then(({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error));
        },
        destroy(error, done) {
            onClose();
            done(error);
        },
    });
}
/** The bytes that a range means in an object of this size; a range that starts outside is `store-failed`. */
function resolveRange(range, bytes, place) {
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? bytes, bytes);
    const whole = start === 0 && bytes === 0;
    if (!Number.isSafeInteger(start) || start < 0 || end < start || (start >= bytes && !whole))
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .storeProblem */ .H)('store-failed', `get ${place}: the range from ${start} lies outside of its ${bytes} bytes`);
    return { start, end };
}


/***/ }),

/***/ 80371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ reserved),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45675);

const longest = 900; // S3 takes 1,024 bytes, prefix included
/** Throws `store-failed` for a key that could leave the store, or that some store could not keep. */
function checkKey(key, where) {
    const segments = key.split('/');
    const fault = key === ''
        ? 'is empty'
        : Buffer.byteLength(key) > longest
            ? `is longer than ${longest} bytes`
            : /[\x00-\x1f\x7f\\]/.test(key)
                ? 'has a control character or a backslash'
                : segments.some((segment) => segment === '' || segment === '.' || segment === '..')
                    ? 'has an empty, "." or ".." segment'
                    : segments.some((segment) => Buffer.byteLength(segment) > 250)
                        ? 'has a segment longer than 250 bytes'
                        : segments[0] === reserved
                            ? `starts with ${reserved}/, which is reserved`
                            : undefined;
    if (fault)
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .storeProblem */ .H)('store-failed', `the key ${JSON.stringify(key.slice(0, 200))} ${fault}, in ${where}`);
}
/** The first segment that no key may have: a directory store keeps temporary files and its lock there. */
const reserved = '.restorable';
/** Order by UTF-8 bytes, as S3 lists. */
function compareKeys(a, b) {
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 45675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ storeProblem)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);

/** What to do where nothing more precise is known. */
const hints = {
    'store-missing': 'Create it, or correct this store in the policy.',
    'store-denied': 'Let the user or the credentials of this run do that there.',
    'store-exists': 'Another run may have written it: look at it, then run this again.',
    'store-changed': 'Another run writes there at the same time: let it end, then run this again.',
    'store-full': 'Make room there, or let retention delete more.',
    'store-unavailable': 'See whether the store and the way to it answer; the next run tries again.',
    'store-failed': 'Run `restorable doctor`; where the store answers what it should not, ask those who run it.',
    'object-missing': 'Run `restorable list`: another run, a lifecycle rule or a person may have removed it.',
    'object-archived': 'Restore the object from its archive class first, then try again.',
    'object-damaged': 'Read the copy in another store with --store NAME, and look at the disk or the service of this one.',
};
/** A failure of a store: it always says what to do. */
function storeProblem(code, message, options = {}) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, message, { ...options, hint: options.hint ?? hints[code] });
}


/***/ }),

/***/ 394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   P7: () => (/* binding */ defaultLimitMs),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   k6: () => (/* binding */ retryStore),
/* harmony export */   vk: () => (/* binding */ askedMs)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38321);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4870);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80371);





/** Between 5 and 10 seconds in all, where each attempt fails at once. */
const patience = { attempts: 6, firstMs: 300, longestMs: 20_000 };
const defaultLimitMs = 120_000;
/**
 * Repeats the operation while it fails with `store-unavailable`; a pause that the server asked for (Retry-After) is kept,
 * or, where it is longer than the limit, not waited for at all. The last failure says how often it was tried. Stops at
 * once when the signal fires.
 */
async function retry(signal, p, operation) {
    const spent = budget(p);
    for (let attempt = 1;; attempt++) {
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
        try {
            return await operation();
        }
        catch (error) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                throw error;
            await pause(signal, spent(error, attempt));
        }
    }
}
/** Gives the pause before the next attempt, or throws: there is none. */
function budget(p) {
    const limitMs = p.limitMs ?? defaultLimitMs;
    let idleMs = 0;
    return (problem, attempt) => {
        const asked = askedMs(problem);
        const pauseMs = Math.max(backOff(p, attempt), asked);
        idleMs += stalledMs(problem) + pauseMs;
        if (attempt < p.attempts && idleMs < limitMs)
            return pauseMs;
        throw asked > limitMs ? askedTooLong(problem, asked) : tried(problem, attempt);
    };
}
function backOff(p, attempt) {
    return Math.min(p.firstMs * 2 ** (attempt - 1), p.longestMs) * (0.5 + Math.random() / 2);
}
/** The pause that the server asked for, which its Problem carries in its cause. */
function askedMs(problem) {
    return fromCause(problem, 'retryAfterMs');
}
/** For how long the attempt stood still before it was ended. */
function stalledMs(problem) {
    return fromCause(problem, 'stalledMs');
}
function fromCause({ cause }, name) {
    const value = cause?.[name];
    return typeof value === 'number' && value > 0 ? value : 0;
}
function askedTooLong({ code, message, hint, cause }, asked) {
    const said = `${message}, and asks to come back in ${Math.ceil(asked / 1000)} s`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(code, said, { hint: hint ?? 'Let the next run try again.', cause });
}
async function pause(signal, ms) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(ms, undefined, { signal }).catch(() => {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
    });
}
function tried(problem, attempts) {
    if (attempts === 1)
        return problem;
    const { hint, cause } = problem;
    const message = `${problem.message} (tried ${attempts} times)`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(problem.code, message, { ...(hint === undefined ? {} : { hint }), cause });
}
/**
 * The store, retrying what can be repeated: bytes put, opening for reading, head, list (which goes on after the last
 * object it gave) and remove. A stream cannot be given twice: its store retries what it keeps.
 */
function retryStore(store, p = patience) {
    const again = {
        where: store.where,
        put: (key, body, o) => (body instanceof Uint8Array ? putBytes(key, body, o) : store.put(key, body, o)),
        get: (key, o) => retry(o.signal, p, () => store.get(key, o)),
        head: (key, signal) => retry(signal, p, () => store.head(key, signal)),
        remove: (keys, signal) => retry(signal, p, () => store.remove(keys, signal)),
        list,
        ...(store.time ? { time: (signal) => retry(signal, p, async () => store.time?.(signal)) } : {}),
        ...(store.blank ? { blank: (signal) => store.blank?.(signal) ?? Promise.resolve(false) } : {}),
        ...(store.folders
            ? { folders: (signal) => retry(signal, p, async () => (await store.folders?.(signal)) ?? []) }
            : {}),
    };
    async function putBytes(key, body, o) {
        let unsure = false;
        return retry(o.signal, p, async () => {
            try {
                return await store.put(key, body, o);
            }
            catch (error) {
                // An attempt whose answer was lost may have been carried out: what is there now may be ours.
                const ours = unsure && (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-exists', 'store-changed') && (await same(key, body, o.signal));
                if (ours)
                    return ours;
                unsure ||= (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable');
                throw error;
            }
        });
    }
    async function same(key, body, signal) {
        const there = await again.head(key, signal);
        if (there?.bytes !== body.byteLength)
            return undefined;
        return retry(signal, p, async () => {
            const bytes = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(await store.get(key, { signal }));
            const after = await store.head(key, signal);
            return after?.etag === there.etag && bytes.equals((0,_body_js__WEBPACK_IMPORTED_MODULE_3__/* .asBuffer */ .bS)(body)) ? there : undefined;
        });
    }
    async function* list(prefix, signal) {
        let last;
        let failures = 0;
        let spent = budget(p);
        for (;;) {
            try {
                for await (const stored of store.list(prefix, signal)) {
                    if (last !== undefined && (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .compareKeys */ .YD)(stored.key, last) <= 0)
                        continue;
                    last = stored.key;
                    failures = 0;
                    spent = budget(p);
                    yield stored;
                }
                return;
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                    throw error;
                await pause(signal, spent(error, ++failures));
            }
        }
    }
    return again;
}


/***/ }),

/***/ 3421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N8: () => (/* reexport */ limitStore),
  Ch: () => (/* reexport */ openStore),
  kX: () => (/* reexport */ putEverywhere)
});

// UNUSED EXPORTS: memoryStore, retryStore

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/store/body.js
var store_body = __webpack_require__(4870);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/js/words.js
var words = __webpack_require__(98783);
// EXTERNAL MODULE: ./build/js/store/problem.js
var store_problem = __webpack_require__(45675);
;// CONCATENATED MODULE: ./build/js/store/directory-lock.js





/**
 * Runs `body` while no other process that uses this lock file does. The lock is SQLite's exclusive lock on an empty
 * database file: the kernel lets go of it when its holder dies, so none can be left behind.
 */
async function withLock(file, where, signal, body) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 19));
    const patience = performance.now() + 30_000;
    const unlockable = (cause) => (0,store_problem/* storeProblem */.H)('store-failed', `${file} cannot be locked: ${(0,words/* reasonOf */.A)(cause)}, in ${where}`, { cause });
    const attempt = (step) => {
        try {
            return step();
        }
        catch (cause) {
            throw unlockable(cause);
        }
    };
    // In a thread: the lock itself is taken in this one, which must not hang with the file system.
    try {
        await (await (0,promises_.open)(file, 'a', 0o600)).close();
    }
    catch (cause) {
        const { code } = cause;
        // What says more than that it cannot be locked, a full or read-only disk, is said by whoever asked.
        throw code === 'EISDIR' ? unlockable(cause) : cause;
    }
    for (;;) {
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        const lock = attempt(() => new DatabaseSync(file, { timeout: 0 }));
        try {
            if (attempt(() => acquire(lock)))
                return await body();
        }
        finally {
            lock.close();
        }
        if (performance.now() > patience)
            throw (0,store_problem/* storeProblem */.H)('store-unavailable', `another process has kept ${file} locked for 30 s, in ${where}`);
        await (0,external_node_timers_promises_.setTimeout)(5 + Math.random() * 20);
    }
}
function acquire(lock) {
    try {
        // In memory: where the disk is full, there is no room for a journal, and nothing is ever written.
        lock.exec('PRAGMA journal_mode = MEMORY');
        lock.exec('BEGIN EXCLUSIVE');
        return true;
    }
    catch (error) {
        const busy = 5; // SQLITE_BUSY
        if (error.errcode === busy)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory-make.js


/**
 * Makes a directory and those above it, one by one; gives the highest that it made. Not by the recursive call of Node, which
 * tries again without an end where the system says that what is below a directory that is there is not there, as /proc does.
 */
async function makeFolders(path, mode) {
    try {
        await (0,promises_.mkdir)(path, { mode });
        return path;
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' && (0,external_node_path_.dirname)(path) !== path) {
            const first = await makeFolders((0,external_node_path_.dirname)(path), mode);
            // Below one that was there already: what the system says now is the answer.
            const made = await (0,promises_.mkdir)(path, { mode }).then(() => path, (again) => unlessDirectory(path, again));
            return first ?? made;
        }
        return unlessDirectory(path, error);
    }
}
/** Another process may have made it; a read-only file system says so first of all. */
async function unlessDirectory(path, error) {
    const there = await (0,promises_.stat)(path).catch(() => undefined);
    if (!there?.isDirectory())
        throw error;
}
// Of statfs(2): /proc and /sys, in which nobody can make anything.
const ofTheKernel = [0x9fa0, 0x62656572];
/** False for what is not there, in a place where it can never be. */
async function couldBeMade(path) {
    for (let at = (0,external_node_path_.dirname)(path);; at = (0,external_node_path_.dirname)(at)) {
        const there = await (0,promises_.statfs)(at).catch(() => undefined);
        if (there)
            return !ofTheKernel.includes(there.type);
        if (at === (0,external_node_path_.dirname)(at))
            return true;
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory-problem.js



/** Turns an error of the file system into a Problem that names the call, the key and the place. */
function directoryProblem(error, call, key, where, signal) {
    if (error instanceof problem/* Problem */.AF)
        return error;
    if (signal?.aborted)
        return (0,problem/* cancelled */.KW)(signal);
    const code = error?.code;
    if (typeof code !== 'string' || !error.syscall)
        return error;
    const place = `${call} ${key}: ${(0,words/* reasonOf */.A)(error)}, in ${where}`;
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
        case 'EFBIG':
            return (0,store_problem/* storeProblem */.H)('store-full', place, {
                hint: 'Make room on this file system, or let retention delete more.',
                cause: error,
            });
        case 'EACCES':
        case 'EPERM':
            return (0,store_problem/* storeProblem */.H)('store-denied', place, {
                hint: 'Let the user who runs this own the directory and write to it.',
                cause: error,
            });
        case 'EROFS':
            return (0,store_problem/* storeProblem */.H)('store-denied', place, {
                hint: 'This file system is mounted read-only: mount it for writing. If it became so by itself, look at the disk (dmesg).',
                cause: error,
            });
        case 'ENOENT':
        case 'ENOTDIR':
            if (call === 'put')
                return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                    hint: 'Correct the path of the store in the policy, or move away what is in its place.',
                    cause: error,
                });
            return (0,store_problem/* storeProblem */.H)('object-missing', `${call} ${key}: there is no such object in ${where}`, { cause: error });
        case 'ELOOP':
            return symbolic(call, key, where);
        case 'EAGAIN':
        case 'EBUSY':
        case 'EMFILE':
        case 'ENFILE':
        case 'ESTALE':
        case 'ETIMEDOUT':
            return (0,store_problem/* storeProblem */.H)('store-unavailable', place, {
                hint: 'See whether the disk or the network file system answers; the next run tries again.',
                cause: error,
            });
        case 'EIO':
        case 'ENXIO':
        case 'EUCLEAN':
        case 'EBADMSG':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: "Look at the disk (dmesg, smartctl) and check its file system; the other stores' copies are not touched.",
                cause: error,
            });
        case 'ENAMETOOLONG':
        case 'EINVAL':
        case 'EILSEQ':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: 'This file system does not take such names: give the store a directory on another one.',
                cause: error,
            });
        case 'EEXIST':
        case 'EISDIR':
        case 'ENOTEMPTY':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: 'Something that is not of this store is in the way: move it away.',
                cause: error,
            });
        default:
            return (0,store_problem/* storeProblem */.H)('store-failed', place, { cause: error });
    }
}
/** Of a symbolic link where an object or a directory of the store should be. */
function symbolic(call, key, where) {
    return (0,store_problem/* storeProblem */.H)('store-failed', `${call} ${key}: a symbolic link is in the way, in ${where}`, {
        hint: 'Only the path of the store itself may be a symbolic link; move what it points to into the store.',
    });
}
/** Of an error that says that nothing is there, nothing; any other is thrown. */
function unlessGone(error) {
    const code = error.code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw error;
    return undefined;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/js/store/directory-read.js




const blockBytes = 1 << 20;
/** The bytes from `start` to `end` (exclusive) of a file, which is closed with the stream; a file that got shorter errors. */
function fileStream(file, start, end, place, signal) {
    let at = start;
    const stream = new external_node_stream_.Readable({
        highWaterMark: blockBytes,
        read() {
            if (at >= end) {
                this.push(null);
                return;
            }
            const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, end - at));
            file.read(block, 0, block.length, at).then(({ bytesRead }) => {
                if (bytesRead === 0) {
                    this.destroy((0,store_problem/* storeProblem */.H)('object-damaged', `get ${place}: it ends at byte ${at} instead of ${end}`));
                    return;
                }
                at += bytesRead;
                this.push(block.subarray(0, bytesRead));
            }, (error) => this.destroy((0,store_problem/* storeProblem */.H)('store-failed', `get ${place}: ${(0,words/* reasonOf */.A)(error)}`, { cause: error })));
        },
        destroy(error, done) {
            signal.removeEventListener('abort', stop);
            file.close().then(() => done(error), (closing) => done(error ?? closing));
        },
    });
    const stop = () => stream.destroy((0,problem/* cancelled */.KW)(signal));
    if (signal.aborted)
        stop();
    else
        signal.addEventListener('abort', stop, { once: true });
    return stream;
}

;// CONCATENATED MODULE: ./build/js/store/directory-reserve.js





/** Room for a lease and the marks of some fifty deletions, in file systems with blocks of 4 KiB. */
const reserveBytes = 256 * 1024;
const fileOf = (temporary) => (0,external_node_path_.join)(temporary, 'reserve');
/**
 * Keeps some room in a file, where there is room: without a free byte not even the lease of a prune could be written, and
 * nothing could be deleted any more.
 */
async function keepReserve(temporary, minFreeBytes) {
    const file = fileOf(temporary);
    if ((await (0,promises_.lstat)(file).catch(unlessGone))?.size === reserveBytes)
        return;
    const { bavail, bsize } = await (0,promises_.statfs)(temporary);
    if (bavail * bsize < minFreeBytes + 4 * reserveBytes)
        return;
    const reserve = await (0,promises_.open)(file, 'w', 0o600);
    try {
        // Nothing that a file system could compress away, or leave out.
        await reserve.writeFile((0,external_node_crypto_.randomBytes)(reserveBytes));
        await reserve.sync();
    }
    catch (error) {
        if (!isFull(error))
            throw error;
        // Others took the room meanwhile. Half of a reserve is none.
        await (0,promises_.unlink)(file);
    }
    finally {
        await reserve.close();
    }
}
/** Gives the room back to the file system; false: there is none. */
async function spendReserve(temporary) {
    try {
        await (0,promises_.unlink)(fileOf(temporary));
        return true;
    }
    catch (error) {
        return unlessGone(error) ?? false;
    }
}
/** For an object that takes no block more than before: not atomic, so only for what may be found broken, such as a lease. */
async function overwrite(path, bytes) {
    const file = await (0,promises_.open)(path, 'r+');
    try {
        for (let at = 0; at < bytes.length;)
            at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
        await (0,promises_.truncate)(path, bytes.length);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
/** The directory for temporary files, where an empty file may be that somebody was told to make. Gives the highest that it made. */
async function makeTemporary(temporary) {
    const make = () => makeFolders(temporary, 0o700);
    try {
        return await make();
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
        const there = await (0,promises_.lstat)(temporary);
        if (!there.isFile() || there.size > 0)
            throw error;
        await (0,promises_.unlink)(temporary);
        return make();
    }
}
/** Of an error that says that the file system is full. */
function isFull(error) {
    return ['ENOSPC', 'EDQUOT'].includes(error?.code ?? '');
}

;// CONCATENATED MODULE: ./build/js/store/directory-room.js


/** While a stream is written, the room is looked at again after this many bytes. */
const recheckBytes = 64 * 2 ** 20;
/** Throws `store-full` unless `neededBytes` fit and `minFreeBytes` stay free after them. */
async function checkRoom(root, where, key, neededBytes, minFreeBytes) {
    if (minFreeBytes === 0 && neededBytes === 0)
        return;
    const { bavail, bsize } = await (0,promises_.statfs)(root);
    const freeBytes = bavail * bsize;
    if (freeBytes >= neededBytes + minFreeBytes)
        return;
    throw (0,store_problem/* storeProblem */.H)('store-full', `put ${key}: ${size(freeBytes)} are free, ${size(neededBytes)} are needed and min-free keeps ${size(minFreeBytes)}, in ${where}`, { hint: 'Make room on this file system, let retention delete more, or lower min-free in the policy.' });
}
function size(bytes) {
    return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

;// CONCATENATED MODULE: ./build/js/store/directory-sweep.js


const staleMs = 24 * 3_600_000;
/** Removes temporary files that nobody has written to for a day, by the file system's own clock. */
async function sweepTemporary(directory, fresh) {
    for (const name of await (0,promises_.readdir)(directory)) {
        if (!name.endsWith('.tmp'))
            continue;
        const file = (0,external_node_path_.join)(directory, name);
        try {
            if (fresh.mtimeMs - (await (0,promises_.lstat)(file)).mtimeMs > staleMs)
                await (0,promises_.unlink)(file);
        }
        catch (error) {
            // Another process finished with it, or swept it.
            if (error.code !== 'ENOENT')
                throw error;
        }
    }
}

// EXTERNAL MODULE: ./build/js/store/key.js
var store_key = __webpack_require__(80371);
;// CONCATENATED MODULE: ./build/js/store/directory-walk.js





/** Every file below `from` ("" or "a/b/"), sorted by key. What vanishes meanwhile is left out. */
async function* walk(root, from, where) {
    const entries = (await entriesOf((0,external_node_path_.join)(root, from)))
        .filter(({ name }) => from !== '' || (name !== store_key/* reserved */.$t && name !== 'lost+found'))
        // A directory's keys go on with "/", which is what they sort by.
        .map((entry) => ({ entry, key: from + entry.name + (entry.isDirectory() ? '/' : '') }))
        .sort((a, b) => (0,store_key/* compareKeys */.YD)(a.key, b.key));
    for (const { entry, key } of entries) {
        if (entry.isDirectory())
            yield* walk(root, key, where);
        else if (entry.isSymbolicLink())
            throw symbolic('list', key, where);
        else if (!entry.isFile())
            throw (0,store_problem/* storeProblem */.H)('store-failed', `list ${key}: it is not a regular file, in ${where}`);
        else {
            const there = await statOf((0,external_node_path_.join)(root, key));
            if (there)
                yield storedOf(key, there);
        }
    }
}
/** Names of the folders right below the root, sorted; none where it is not there. */
async function foldersOf(root) {
    return (await entriesOf(root))
        .filter((entry) => entry.isDirectory() && entry.name !== store_key/* reserved */.$t && entry.name !== 'lost+found')
        .map(({ name }) => name)
        .sort(store_key/* compareKeys */.YD);
}
async function entriesOf(directory) {
    return (await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(unlessGone)) ?? [];
}
/** undefined: there is no file there. */
async function statOf(path) {
    const there = await (0,promises_.lstat)(path, { bigint: true }).catch(unlessGone);
    return there?.isFile() ? there : undefined;
}
/** The clock is that of whoever keeps the files: of a network file system, not this machine's. */
function storedOf(key, there) {
    const writtenAt = new Date(Number(there.mtimeNs / 1000000n));
    return { key, bytes: Number(there.size), etag: etagOf(there), writtenAt };
}
/** Every put makes a new file, so its inode, time and size together change with the bytes. */
function etagOf(there) {
    return [there.ino, there.mtimeNs, there.size].map((number) => number.toString(36)).join('-');
}

;// CONCATENATED MODULE: ./build/js/store/directory.js















/**
 * Objects as files (mode 0600). A put writes a temporary file under `.restorable/`, syncs it, and renames or links it
 * into place, so that a reader sees all of it or nothing, also after a crash. `ifAbsent` is atomic among processes by
 * link(2); `ifMatch` by a lock among conditional puts. A key cannot be both an object and the beginning of another.
 */
function directoryStore(options) {
    const root = (0,external_node_path_.resolve)(options.path);
    const where = `directory ${root}`;
    const minFreeBytes = options.minFreeBytes ?? 0;
    const temporary = (0,external_node_path_.join)(root, store_key/* reserved */.$t);
    let swept = false;
    /** The room for what makes room is there, or there was none for it. */
    let reserved = false;
    /** Directories whose entries are known to be on the disk, and the highest that this store made an entry in. */
    const synced = new Set();
    let highest = root;
    const missing = (key) => (0,store_problem/* storeProblem */.H)('object-missing', `get ${key}: there is no such object in ${where}`);
    const changed = (key) => (0,store_problem/* storeProblem */.H)('store-changed', `put ${key}: it was changed by another, in ${where}`);
    const fail = (error, call, key, signal) => {
        throw directoryProblem(error, call, key, where, signal);
    };
    const write = async (file, key, body, { signal, pace }) => {
        let bytes = 0;
        let checkAt = recheckBytes;
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, signal, pace)) {
            for (let at = 0; at < chunk.length; pace?.beat())
                at += (await file.write(chunk, at)).bytesWritten;
            bytes += chunk.length;
            if (bytes < checkAt)
                continue;
            checkAt = bytes + recheckBytes;
            await checkRoom(root, where, key, 0, minFreeBytes);
        }
        (0,problem/* stopIfAborted */.NI)(signal);
        await file.sync();
        return bytes;
    };
    const place = async (from, key, o) => {
        const to = (0,external_node_path_.join)(root, key);
        const locked = (body) => withLock((0,external_node_path_.join)(temporary, 'lock'), where, o.signal, body);
        if (o.ifMatch !== undefined) {
            return locked(async () => {
                const there = await statOf(to);
                if (!there || etagOf(there) !== o.ifMatch)
                    throw changed(key);
                await (0,promises_.rename)(from, to);
            });
        }
        if (!o.ifAbsent)
            return (0,promises_.rename)(from, to);
        const exists = () => (0,store_problem/* storeProblem */.H)('store-exists', `put ${key}: it is there already, in ${where}`);
        try {
            await (0,promises_.link)(from, to);
        }
        catch (error) {
            const code = error.code;
            if (code === 'EEXIST')
                throw exists();
            if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS')
                throw error;
            // A file system without hard links.
            return locked(async () => {
                if (await statOf(to))
                    throw exists();
                await (0,promises_.rename)(from, to);
            });
        }
        await (0,promises_.unlink)(from);
    };
    const commit = async (from, key, o) => {
        const parent = (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key));
        for (let attempt = 1;; attempt++) {
            await checkLinks(root, key, where, 'put');
            // One that hung for so long that it was given up must not appear after all.
            (0,problem/* stopIfAborted */.NI)(o.signal);
            let first;
            try {
                first = await makeFolders(parent, 0o700);
                await place(from, key, o);
            }
            catch (error) {
                // Another process removed the last object of this directory, and the directory, in between.
                if (error.code === 'ENOENT' && attempt < 100)
                    continue;
                throw error;
            }
            return syncUp(parent, first);
        }
    };
    /** The object's entry, and those of the directories above it: whoever made them may not have come to it. */
    const syncUp = async (parent, made) => {
        for (let at = parent;; at = (0,external_node_path_.dirname)(at)) {
            const fresh = made !== undefined && at.length >= (0,external_node_path_.dirname)(made).length;
            if (at === parent || fresh || !synced.has(at))
                await syncDirectory(at).catch(unlessGone);
            synced.add(at);
            if (at === highest || at === (0,external_node_path_.dirname)(at))
                return;
        }
    };
    const attempt = async (key, body, o) => {
        const kept = o.fromReserve ? 0 : minFreeBytes;
        await checkRoom(root, where, key, body instanceof Uint8Array && !o.fromReserve ? body.byteLength : 0, kept);
        const name = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`);
        const file = await (0,promises_.open)(name, 'wx', 0o600);
        try {
            let stored;
            try {
                if (!swept)
                    await sweepTemporary(temporary, await file.stat());
                swept = true;
                const bytes = await write(file, key, body, o);
                stored = { ...storedOf(key, await file.stat({ bigint: true })), bytes };
            }
            finally {
                await file.close();
            }
            await commit(name, key, o);
            return stored;
        }
        catch (error) {
            // A disk that fails may not even let go of it: it is swept after a day, and what failed first is what is told.
            await (0,promises_.unlink)(name).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw error;
        }
    };
    /** On a disk without a free byte: by the room that was kept for this; without it a lease can be written over at least. */
    const fromReserve = async (key, body, o, full) => {
        if (await spendReserve(temporary)) {
            reserved = false;
            return attempt(key, body, o);
        }
        const path = (0,external_node_path_.join)(root, key);
        const { ifMatch } = o;
        if (ifMatch === undefined)
            throw full;
        await checkLinks(root, key, where, 'put');
        return withLock((0,external_node_path_.join)(temporary, 'lock'), where, o.signal, async () => {
            const there = await statOf(path);
            if (!there || etagOf(there) !== ifMatch)
                throw changed(key);
            await overwrite(path, body);
            const now = await statOf(path);
            if (!now)
                throw changed(key);
            return { ...storedOf(key, now), bytes: body.byteLength };
        });
    };
    return {
        where,
        async put(key, body, o) {
            (0,store_key/* checkKey */.yR)(key, where);
            try {
                (0,problem/* stopIfAborted */.NI)(o.signal);
                const made = await makeTemporary(temporary);
                if (made !== undefined && (0,external_node_path_.dirname)(made).length < highest.length)
                    highest = (0,external_node_path_.dirname)(made);
                if (!reserved && !o.fromReserve)
                    await keepReserve(temporary, minFreeBytes);
                reserved ||= !o.fromReserve;
                const spends = o.fromReserve === true && body instanceof Uint8Array;
                return await attempt(key, body, o).catch((error) => {
                    if (spends && isFull(error))
                        return fromReserve(key, body, o, error);
                    throw error;
                });
            }
            catch (error) {
                if (body instanceof Uint8Array)
                    return fail(error, 'put', key, o.signal);
                if (body.errored && body.errored === error)
                    throw error;
                body.destroy();
                return fail(error, 'put', key, o.signal);
            }
        },
        async get(key, { range, signal }) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'get');
                const file = await (0,promises_.open)((0,external_node_path_.join)(root, key), promises_.constants.O_RDONLY | promises_.constants.O_NOFOLLOW | promises_.constants.O_NONBLOCK);
                try {
                    const there = await file.stat();
                    if (!there.isFile())
                        throw missing(key);
                    const { start, end } = (0,store_body/* resolveRange */.Ss)(range, there.size, `${key} in ${where}`);
                    return fileStream(file, start, end, `${key} in ${where}`, signal);
                }
                catch (error) {
                    await file.close();
                    throw error;
                }
            }
            catch (error) {
                return fail(error, 'get', key, signal);
            }
        },
        async head(key, signal) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'head');
                const there = await statOf((0,external_node_path_.join)(root, key));
                return there && storedOf(key, there);
            }
            catch (error) {
                return fail(error, 'head', key, signal);
            }
        },
        async *list(prefix, signal) {
            try {
                if (prefix !== '')
                    (0,store_key/* checkKey */.yR)(`${prefix}-`, where);
                const from = prefix.slice(0, prefix.lastIndexOf('/') + 1);
                await mustNotBeFile(root, where);
                if (from !== '')
                    await checkLinks(root, `${from}-`, where, 'list');
                for await (const stored of walk(root, from, where)) {
                    if (signal.aborted)
                        throw (0,problem/* cancelled */.KW)(signal);
                    if (stored.key.startsWith(prefix))
                        yield stored;
                }
            }
            catch (error) {
                fail(error, 'list', `${prefix}*`, signal);
            }
        },
        async blank(signal) {
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                return (await (0,promises_.readdir)(root)).every((name) => name === 'lost+found');
            }
            catch (error) {
                const code = error.code;
                // A file in its place: the first listing says so.
                return code === 'ENOENT' || (code !== 'ENOTDIR' && fail(error, 'list', '*', signal));
            }
        },
        async folders(signal) {
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await mustNotBeFile(root, where);
                return await foldersOf(root);
            }
            catch (error) {
                return fail(error, 'list', '*', signal);
            }
        },
        async remove(keys, signal) {
            for (const key of keys) {
                (0,store_key/* checkKey */.yR)(key, where);
                (0,problem/* stopIfAborted */.NI)(signal);
                try {
                    await checkLinks(root, key, where, 'remove');
                    if (await statOf((0,external_node_path_.join)(root, key)))
                        await (0,promises_.unlink)((0,external_node_path_.join)(root, key)).catch(unlessGone);
                    await removeEmpty(root, (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key)));
                }
                catch (error) {
                    fail(error, 'remove', key, signal);
                }
            }
        },
    };
}
/** Throws if a directory between the root and the object, or the object itself, is a symbolic link. */
async function checkLinks(root, key, where, call) {
    let at = root;
    for (const segment of key.split('/')) {
        at = (0,external_node_path_.join)(at, segment);
        const entry = await (0,promises_.lstat)(at).catch(unlessGone);
        if (!entry)
            return;
        if (entry.isSymbolicLink())
            throw symbolic(call, key, where);
    }
}
async function removeEmpty(root, directory) {
    for (let at = directory; at.length > root.length; at = (0,external_node_path_.dirname)(at)) {
        try {
            await (0,promises_.rmdir)(at);
        }
        catch (error) {
            const code = error.code;
            if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY')
                return;
            unlessGone(error);
        }
    }
}
async function syncDirectory(path) {
    const directory = await (0,promises_.open)(path, 'r');
    try {
        await directory.sync();
    }
    catch (error) {
        // Shared folders of virtual machines and some network file systems know no such thing.
        if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(error.code ?? ''))
            throw error;
    }
    finally {
        await directory.close();
    }
}
/** A store that is not there yet is empty; a file in its place is a mistake that must not look like "no backups". */
async function mustNotBeFile(root, where) {
    const there = await (0,promises_.stat)(root).catch(unlessGone);
    if (there?.isDirectory())
        return;
    if (!there) {
        if (await couldBeMade(root))
            return;
        throw (0,store_problem/* storeProblem */.H)('store-failed', `list: nothing can ever be at ${root}, which is of the system, ${where}`, {
            hint: 'Correct the path of the store in the policy.',
        });
    }
    throw (0,store_problem/* storeProblem */.H)('store-failed', `list: there is a file where the directory should be, ${where}`, {
        hint: 'Correct the path of the store in the policy.',
    });
}

// EXTERNAL MODULE: ./build/js/store/retry.js
var retry = __webpack_require__(394);
;// CONCATENATED MODULE: ./build/js/store/all.js


/** An answer that does not begin within a minute is asked for again. */
const longestIdleMs = 60_000;
/**
 * A store that retries what may succeed a moment later, within `limitMs` without progress. Opening reaches for nothing: the
 * first call does.
 */
async function openStore(options, limitMs = retry/* defaultLimitMs */.P7) {
    const limited = { ...retry/* patience */._L, limitMs };
    switch (options.kind) {
        case 'directory':
            return (0,retry/* retryStore */.k6)(directoryStore(options), limited);
        case 's3': {
            // Loaded here and nowhere else: it takes longer to load than everything else together.
            const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(375)]).then(__webpack_require__.bind(__webpack_require__, 10375));
            return (0,retry/* retryStore */.k6)(s3Store(options, { patience: limited, idleMs: Math.min(longestIdleMs, limitMs) }), limited);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/fan-out.js




/**
 * Puts one body to every store at once; the slowest sets the pace, and the buffers are shared, so memory does not grow
 * with the number of stores. A store that fails is an outcome (in the order given) and does not stop the others; when all
 * have failed, the body is destroyed. If the body errors or the signal fires this rejects with that error, and nothing is
 * visible in any store; where a store was done and does not let go of it again, the error's last cause says so.
 */
async function putEverywhere(stores, key, body, options) {
    const branches = stores.map((store) => startBranch(store, key, options));
    let bytes = 0;
    try {
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, options.signal)) {
            bytes += chunk.length;
            await Promise.all(branches.map((branch) => branch.write(chunk)));
            if (branches.every((branch) => branch.ended()))
                break;
        }
        for (const branch of branches)
            branch.end();
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        if (options.signal.aborted)
            throw (0,problem/* cancelled */.KW)(options.signal);
        return outcomes.map((outcome) => whole(outcome, key, bytes));
    }
    catch (error) {
        for (const branch of branches)
            branch.destroy(error);
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        await takeBack(outcomes, key, error);
        throw error;
    }
}
function startBranch(store, key, options) {
    let ready = Promise.withResolvers();
    let ended = false;
    const stream = new external_node_stream_.Readable({
        objectMode: true,
        highWaterMark: 1,
        read: () => ready.resolve(),
        destroy: (error, done) => {
            ready.resolve();
            done(error);
        },
    });
    stream.on('error', () => { });
    const outcome = store
        .put(key, stream, options)
        .then((stored) => ({ kind: 'stored', store, stored }), (problem) => ({ kind: 'failed', store, problem }))
        .finally(() => {
        ended = true;
        ready.resolve();
    });
    return {
        outcome,
        ended: () => ended,
        async write(chunk) {
            if (ended || stream.destroyed)
                return;
            ready = Promise.withResolvers();
            if (!stream.push(chunk))
                await ready.promise;
        },
        end: () => void (stream.destroyed || stream.push(null)),
        destroy: (error) => void stream.destroy(error),
    };
}
function whole(outcome, key, bytes) {
    if (outcome.kind === 'failed' || outcome.stored.bytes === bytes)
        return outcome;
    const { store, stored } = outcome;
    const message = `put ${key}: ${stored.bytes} of ${bytes} bytes were stored, in ${store.where}`;
    return { kind: 'failed', store, problem: (0,store_problem/* storeProblem */.H)('store-failed', message) };
}
/** A store that was done before the others were stopped. */
async function takeBack(outcomes, key, because) {
    const signal = AbortSignal.timeout(30_000);
    for (const outcome of outcomes) {
        if (outcome.kind === 'failed')
            continue;
        try {
            await outcome.store.remove([key], signal);
        }
        catch (error) {
            const message = `put ${key}: stopped, and it could not be removed again from ${outcome.store.where}`;
            (0,problem/* noteAlso */.Gv)(because, (0,store_problem/* storeProblem */.H)('store-failed', message, { cause: error }));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/watch.js

/** One call of a store, which is left behind when it stands still: nothing can stop a file system that hangs. */
class Watch {
    /** Fires when the caller cancels, and when the call is left behind. */
    signal;
    #caller;
    #patient;
    #stop = new AbortController();
    #timer;
    #movedMs;
    #resting = true;
    #interrupt = (_) => { };
    constructor(caller, patient) {
        this.#caller = caller;
        this.#patient = patient;
        this.signal = AbortSignal.any([caller, this.#stop.signal]);
        this.#movedMs = patient.monotonicMs();
        caller.addEventListener('abort', this.#hurry, { once: true });
    }
    rest() {
        this.#resting = true;
    }
    work() {
        this.#resting = false;
        this.beat();
        if (this.#timer === undefined)
            this.#arm(this.#patient.idleMs());
    }
    beat() {
        this.#movedMs = this.#patient.monotonicMs();
    }
    /** Waits for one step of the call; rejects when it is left behind. */
    async guard(step) {
        this.work();
        try {
            return await new Promise((resolve, reject) => {
                this.#interrupt = reject;
                step().then(resolve, reject);
            });
        }
        finally {
            this.rest();
        }
    }
    /** Leaves the call behind: what waits for it gets this error. */
    leave(error) {
        this.#stop.abort(error);
        this.#interrupt(error);
    }
    end() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#resting = true;
        this.#caller.removeEventListener('abort', this.#hurry);
    }
    #hurry = () => {
        if (this.#timer === undefined)
            return;
        clearTimeout(this.#timer);
        this.beat();
        this.#arm(this.#patient.idleMs());
    };
    #arm(ms) {
        this.#timer = setTimeout(() => this.#look(), ms);
    }
    #look() {
        this.#timer = undefined;
        if (this.#resting)
            return;
        const leftMs = this.#patient.idleMs() - (this.#patient.monotonicMs() - this.#movedMs);
        // Timers fire up to a millisecond early.
        if (leftMs > 1) {
            this.#arm(leftMs);
        }
        else if (this.#caller.aborted) {
            this.#patient.left();
            this.leave((0,problem/* cancelled */.KW)(this.#caller));
        }
        else {
            this.leave(this.#patient.stalled());
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/limit.js





const cancelledIdleMs = 2_000;
/**
 * The store, which is given up for the rest of the run once a call of it stands still for too long, or none has succeeded
 * for so long: every later call fails at once, with the same problem, but for those to its `parting`. What hangs is left behind.
 */
function limitStore(store, limit) {
    return new LimitedStore(store, limit).seam();
}
class LimitedStore {
    #store;
    #limit;
    #watches = new Set();
    #queue = [];
    #waiting = 0;
    #failingSinceMs;
    #givenUp;
    constructor(store, limit) {
        this.#store = store;
        this.#limit = limit;
    }
    seam() {
        const store = this.#store;
        const { blank, folders, time } = store;
        return {
            where: store.where,
            parting: store,
            put: (key, body, o) => this.#put(key, body, o),
            get: (key, o) => this.#get(key, o),
            head: (key, signal) => this.#call(`head ${key}`, signal, (signal) => store.head(key, signal)),
            list: (prefix, signal) => this.#list(prefix, signal),
            remove: (keys, signal) => this.#remove(keys, signal),
            ...(time ? { time: (signal) => this.#call('head *', signal, (signal) => time.call(store, signal)) } : {}),
            ...(blank ? { blank: (signal) => this.#call('list *', signal, (signal) => blank.call(store, signal)) } : {}),
            ...(folders
                ? { folders: (signal) => this.#call('list *', signal, (signal) => folders.call(store, signal)) }
                : {}),
        };
    }
    async #put(key, body, o) {
        const put = (signal, pace) => this.#store.put(key, body, { ...o, signal, pace });
        if (body instanceof Uint8Array)
            return this.#call(`put ${key}`, o.signal, put);
        try {
            const watch = this.#open(`put ${key}`, o.signal);
            try {
                // Out of turn: a stream waits for others, maybe for hours.
                return await this.#ask(watch, () => put(watch.signal, watch));
            }
            finally {
                this.#close(watch);
            }
        }
        catch (error) {
            // A put that was left behind, or never begun, has not done so.
            if (!body.closed)
                body.on('error', () => { }).destroy();
            throw error;
        }
    }
    async #get(key, o) {
        const watch = this.#open(`get ${key}`, o.signal);
        let inner;
        try {
            inner = await this.#step(watch, () => this.#store.get(key, { ...o, signal: watch.signal }));
        }
        catch (error) {
            this.#close(watch);
            throw error;
        }
        inner.on('error', () => { });
        const chunks = inner[Symbol.asyncIterator]();
        const next = () => this.#step(watch, () => chunks.next());
        async function* pass() {
            for (let step = await next(); !step.done; step = await next())
                yield step.value;
        }
        const stop = () => stream.destroy((0,problem/* cancelled */.KW)(o.signal));
        const stream = (0,store_body/* streamOf */.mA)(pass(), () => {
            o.signal.removeEventListener('abort', stop);
            this.#close(watch);
            inner.destroy();
        });
        if (o.signal.aborted)
            stop();
        else
            o.signal.addEventListener('abort', stop, { once: true });
        return stream;
    }
    async *#list(prefix, signal) {
        const watch = this.#open(`list ${prefix}*`, signal);
        const entries = this.#store.list(prefix, watch.signal)[Symbol.asyncIterator]();
        const next = () => this.#step(watch, () => entries.next());
        let ended = false;
        try {
            for (let step = await next(); !step.done; step = await next())
                yield step.value;
            ended = true;
        }
        finally {
            this.#close(watch);
            // Not waited for: a generator that hangs never comes to it.
            if (!ended)
                void entries.return?.()?.then(undefined, () => { });
        }
    }
    /** A thousand at a time, so that each answer counts as progress. */
    async #remove(keys, signal) {
        for (let at = 0; at < keys.length || at === 0; at += 1000) {
            const some = keys.slice(at, at + 1000);
            await this.#call(`remove ${some[0] ?? ''}`, signal, (signal) => this.#store.remove(some, signal));
        }
    }
    async #call(what, signal, call) {
        const watch = this.#open(what, signal);
        try {
            return await this.#step(watch, () => call(watch.signal, watch));
        }
        finally {
            this.#close(watch);
        }
    }
    #open(what, signal) {
        (0,problem/* stopIfAborted */.NI)(signal);
        if (this.#givenUp)
            throw sameAgain(this.#givenUp);
        const watch = new Watch(signal, {
            monotonicMs: this.#limit.monotonicMs,
            idleMs: () => this.#idleMs(),
            stalled: () => this.#giveUp(standingStill(what, this.#store.where, this.#idleMs())),
            left: () => {
                this.#givenUp ??= standingStill(what, this.#store.where, this.#idleMs());
            },
        });
        this.#watches.add(watch);
        return watch;
    }
    #close(watch) {
        watch.end();
        this.#watches.delete(watch);
    }
    #idleMs() {
        const { idleMs, cancel } = this.#limit;
        return cancel.aborted ? Math.min(idleMs, cancelledIdleMs) : idleMs;
    }
    /** One thing that only the store can do, in its turn. */
    async #step(watch, step) {
        const { atOnce = Number.POSITIVE_INFINITY } = this.#limit;
        while (this.#waiting >= atOnce && !this.#givenUp)
            await new Promise((turn) => this.#queue.push(turn));
        this.#waiting += 1;
        try {
            return await this.#ask(watch, step);
        }
        finally {
            this.#waiting -= 1;
            this.#queue.shift()?.();
        }
    }
    /** Its outcome tells how the store is. */
    async #ask(watch, step) {
        if (this.#givenUp)
            throw sameAgain(this.#givenUp);
        const startMs = this.#limit.monotonicMs();
        try {
            const value = await watch.guard(step);
            this.#failingSinceMs = undefined;
            return value;
        }
        catch (error) {
            throw this.#judge(error, startMs);
        }
    }
    /** What answers with anything else than that it cannot be reached is there. */
    #judge(error, startMs) {
        if (!(0,problem/* isProblem */.AN)(error, 'store-unavailable')) {
            if (!(0,problem/* isProblem */.AN)(error, 'cancelled'))
                this.#failingSinceMs = undefined;
            return error;
        }
        if (this.#givenUp)
            return error;
        this.#failingSinceMs ??= startMs;
        const failingMs = this.#limit.monotonicMs() - this.#failingSinceMs;
        if (failingMs < this.#limit.idleMs && (0,retry/* askedMs */.vk)(error) <= this.#limit.idleMs)
            return error;
        return this.#giveUp((0,store_problem/* storeProblem */.H)('store-unavailable', `${error.message}: the store is given up for this run`, {
            hint: error.hint ?? hint,
            cause: error.cause,
        }));
    }
    #giveUp(problem) {
        this.#givenUp ??= problem;
        for (const watch of [...this.#watches])
            watch.leave(sameAgain(problem));
        for (const next of this.#queue.splice(0))
            next();
        return problem;
    }
}
const hint = 'See whether the store and the way to it answer. The next run asks it again; timeout of this store in the policy says how long one run waits.';
function standingStill(what, where, idleMs) {
    const seconds = Math.round(idleMs / 100) / 10;
    const message = `${what}: no progress for ${seconds} s, in ${where}: the store is given up for this run`;
    return (0,store_problem/* storeProblem */.H)('store-unavailable', message, { hint });
}
/** Thrown once more, to another: errors gather causes on their way. */
function sameAgain({ code, message, hint, cause }) {
    return new problem/* Problem */.AF(code, message, { ...(hint === undefined ? {} : { hint }), cause });
}

;// CONCATENATED MODULE: ./build/js/store/memory.js





/** A store that keeps everything in memory, with the same promises as every other; without a clock it tells no times. */
function memoryStore(name = 'memory', clock) {
    const objects = new Map();
    const written = new Map();
    const where = `memory ${name}`;
    const stored = (key, bytes) => ({
        key,
        bytes: bytes.length,
        etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
        ...(written.has(key) ? { writtenAt: written.get(key) } : {}),
    });
    return {
        where,
        objects,
        async put(key, body, { signal, ifAbsent, ifMatch, pace }) {
            checkKey(key, where);
            const chunks = [];
            for await (const chunk of chunksOf(body, signal, pace))
                chunks.push(chunk);
            const there = objects.get(key);
            if (ifAbsent && there)
                throw storeProblem('store-exists', `put ${key}: it is there already, in ${where}`);
            if (ifMatch !== undefined && (!there || stored(key, there).etag !== ifMatch))
                throw storeProblem('store-changed', `put ${key}: it was changed by another, in ${where}`);
            const bytes = Buffer.concat(chunks);
            objects.set(key, bytes);
            if (clock)
                written.set(key, clock());
            return stored(key, bytes);
        },
        async get(key, { range, signal }) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            if (!bytes)
                throw storeProblem('object-missing', `get ${key}: there is no such object in ${where}`);
            const { start, end } = resolveRange(range, bytes.length, `${key} in ${where}`);
            return streamOf(pieces(bytes.subarray(start, end), signal));
        },
        async head(key, signal) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            return bytes && stored(key, bytes);
        },
        async *list(prefix, signal) {
            for (const key of [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
                stopIfAborted(signal);
                const bytes = objects.get(key);
                if (bytes)
                    yield stored(key, bytes);
            }
        },
        async folders(signal) {
            stopIfAborted(signal);
            const below = [...objects.keys()].filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/')));
            return [...new Set(below)].sort(compareKeys);
        },
        async remove(keys, signal) {
            stopIfAborted(signal);
            for (const key of keys) {
                checkKey(key, where);
                objects.delete(key);
            }
        },
    };
}
async function* pieces(bytes, signal) {
    for (let at = 0; at < bytes.length; at += 65_536) {
        stopIfAborted(signal);
        yield asBuffer(bytes.subarray(at, at + 65_536));
    }
}

;// CONCATENATED MODULE: ./build/js/store/store.js







/***/ })

};
