export const id = 86;
export const ids = [86];
export const modules = {

/***/ 5387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iw: () => (/* binding */ pathFrom),
/* harmony export */   KJ: () => (/* binding */ defaultPaths),
/* harmony export */   T4: () => (/* binding */ readPolicy),
/* harmony export */   _K: () => (/* binding */ isOutside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);



/** Where a policy is looked for, in this order. */
const defaultPaths = ['.github/backup-policy.yml', 'backup-policy.yml'];
/**
 * The policy's file: the one that was named by the option, or the first of the usual places. Throws `usage` where there is
 * none, or none that may be read.
 */
async function readPolicy(world, said, option = 'policy') {
    const paths = said ? [said] : defaultPaths;
    for (const path of paths) {
        try {
            const file = pathFrom(world.cwd, path);
            await refuseLeadingOut(world, file, path);
            return { path, text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8') };
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error))
                throw error;
            if (error.code === 'ENOENT')
                continue;
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the policy ${path} cannot be read: ${error.message}`, { cause: error });
        }
    }
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `there is no policy at ${paths.join(' or ')} in ${world.cwd}`, {
        hint: option === 'against'
            ? 'Name the earlier policy with --against FILE; git show main:.github/backup-policy.yml > old.yml gives you one.'
            : 'Name it with --policy FILE (in a workflow, check the repository out first), or write one as docs/policy.md shows.',
    });
}
/**
 * What cannot be read as a policy is shown in part: on a runner, a link that somebody commits must not show another file of
 * the machine.
 */
async function refuseLeadingOut({ cwd, env }, file, path) {
    if (env['GITHUB_ACTIONS'] !== 'true' || isOutside(cwd, file))
        return;
    if (!isOutside(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(cwd), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file)))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the policy ${path} is a link that leads out of ${cwd}`, {
        hint: 'Put the file itself there.',
    });
}
/** True unless the path is the folder itself or below it; both absolute, links not followed. */
function isOutside(folder, file) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, file);
    return way === '..' || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** A path of the policy or of an option, from the directory that the program was started in. */
function pathFrom(cwd, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(cwd, path);
}


/***/ }),

/***/ 5086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mf: () => (/* binding */ makeProject),
  U8: () => (/* binding */ openProject),
  ZA: () => (/* binding */ suggest)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine = __webpack_require__(7860);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 9 modules
var plan = __webpack_require__(7932);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy = __webpack_require__(9773);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/retain/retain.js + 14 modules
var retain = __webpack_require__(457);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/store/store.js + 10 modules
var store_store = __webpack_require__(3551);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(1430);
;// CONCATENATED MODULE: ./build/js/command/location.js


/** Where a store's objects really are: the same text for two that are one place, whatever links lead there. */
function locationOf(options) {
    if (options.kind === 'directory')
        return `directory ${(0,engine/* realPath */.Ye)((0,external_node_path_.resolve)(options.path))}`;
    const { endpoint, bucket, prefix = '' } = options;
    const server = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint).href : (endpoint ?? 'AWS');
    return `s3 ${server.replace(/\/+$/, '')} ${bucket}/${prefix}`;
}

// EXTERNAL MODULE: ./build/js/command/policy-file.js
var policy_file = __webpack_require__(5387);
// EXTERNAL MODULE: ./build/js/command/secret.js
var secret = __webpack_require__(7958);
;// CONCATENATED MODULE: ./build/js/command/project.js













/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world, text, path, checks) {
    try {
        return (0,policy/* parsePolicy */.ON)(text, { path, env: world.env, checks });
    }
    catch (error) {
        (0,secret/* maskSecrets */.QU)(world, (0,policy/* secretNames */.XG)(text));
        for (const finding of (0,policy/* policyFindings */.Js)(error))
            world.log.fault({ file: path, text, finding });
        throw error;
    }
}
/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
async function openProject(world, options) {
    const project = makeProject(world, await (0,policy_file/* readPolicy */.T4)(world, options.policy), options.source ?? []);
    if (options.shard === undefined)
        return project;
    const shard = (0,plan/* parseShard */.uK)(options.shard);
    return { ...project, sources: project.sources.filter(({ name }) => (0,plan/* inShard */.Iw)(name, shard)) };
}
/** The same of a policy's file that was read already, here or from another branch. */
function makeProject(world, { path, text }, names) {
    const checks = { recipient: seal/* recipientFault */.cB, signer: seal/* signerFault */.Hv, cron: plan/* cronFault */.Rz };
    const policy = parseAloud(world, text, path, checks);
    (0,secret/* maskSecrets */.QU)(world, (0,secret/* variablesOf */.ht)(policy));
    const sources = selectSources(policy, names);
    const opened = new Map();
    const locations = new Map();
    const caches = new Map();
    const open = async (name, options) => {
        const location = locationOf(options);
        const other = locations.get(location);
        if (other !== undefined)
            throw (0,catalog_catalog/* samePlace */.o0)(name, other);
        locations.set(location, name);
        const store = await (world.openStore?.(name, options) ?? (0,store_store/* openStore */.Ch)(options));
        await refuseUnmounted(world, store);
        return { name, store };
    };
    const place = (name) => {
        const known = opened.get(name);
        if (known)
            return known;
        const config = policy.stores[name];
        if (!config)
            throw new problem/* Problem */.AF('usage', `${policy.path} has no store ${name}`, {
                hint: suggest(name, Object.keys(policy.stores)),
            });
        const opening = open(name, storeOptions(config, world.cwd));
        opened.set(name, opening);
        return opening;
    };
    const places = async (source) => {
        const failed = [];
        const found = [];
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
        sources,
        place,
        places,
        async catalog(source) {
            const { places: found, failed } = await places(source);
            const { signers } = policy.encryption;
            const catalog = await (0,catalog_catalog/* readCatalog */.uM)(source.name, found, {
                expected: source.stores,
                signers,
                cache,
                signal: world.signal,
            });
            const own = policy.sources[source.name];
            const options = { now: world.now(), timezone: policy.timezone };
            const known = catalog.entries.map((entry) => withoutFutureProofs(entry, options.now));
            const entries = own ? (0,retain/* narrowMissing */.iJ)(known, own.retention, (0,retain/* storeRules */.Fo)(policy, own), options) : known;
            const unread = failed.map(({ store, problem: { message, hint } }) => ({
                store,
                message,
                ...(hint ? { hint } : {}),
            }));
            return { ...catalog, entries, unread: [...catalog.unread, ...unread] };
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
/** One that passed at a time to come would answer every failure until then; one that failed is believed all the same. */
function withoutFutureProofs(entry, now) {
    const proofs = entry.proofs.filter(({ outcome, startedAt }) => outcome === 'failed' || startedAt <= now);
    return proofs.length === entry.proofs.length ? entry : { ...entry, proofs };
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
        hint: `Mount its disk. If it was emptied on purpose, type \`mkdir -p ${(0,external_node_path_.join)(path, '.restorable')}\`.`,
    });
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
/** "Did you mean orders?", or what there is. */
function suggest(name, known) {
    const near = (0,policy/* nearest */.pA)(name, known);
    return near ? `Did you mean ${near}?` : `There is ${known.slice(0, 10).join(', ') || 'nothing'}.`;
}
function storeOptions(config, cwd) {
    if (config.kind === 'directory') {
        return { kind: 'directory', path: (0,policy_file/* pathFrom */.Iw)(cwd, config.path), minFreeBytes: config.minFreeBytes };
    }
    const { endpoint, accessKeyId, secretAccessKey, sessionToken, ...plain } = config;
    return {
        ...plain,
        ...(endpoint ? { endpoint: endpoint.reveal() } : {}),
        ...(accessKeyId ? { accessKeyId: accessKeyId.reveal() } : {}),
        ...(secretAccessKey ? { secretAccessKey: secretAccessKey.reveal() } : {}),
        ...(sessionToken ? { sessionToken: sessionToken.reveal() } : {}),
    };
}


/***/ }),

/***/ 7958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ maskSecrets),
/* harmony export */   fL: () => (/* binding */ readSecretKeys),
/* harmony export */   ht: () => (/* binding */ variablesOf),
/* harmony export */   iH: () => (/* binding */ hasSecretKey),
/* harmony export */   jy: () => (/* binding */ readSigningKey)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6413);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1430);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5387);






/** Variables that the policy uses as secrets; a bucket's name or a path is none, and to mask it would garble ids. */
function variablesOf(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    if ('template' in value && typeof value.template === 'string')
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .secretNames */ .XG)(value.template);
    return Object.values(value).flatMap(variablesOf);
}
/** Masks the values of these variables, and of those that are secrets whether a policy names them or not. */
function maskSecrets(world, names) {
    for (const name of [...names, ..._world_js__WEBPACK_IMPORTED_MODULE_4__/* .secretVariables */ .c8]) {
        const value = world.env[name];
        if (!value)
            continue;
        world.mask(value);
        const password = URL.canParse(value) ? new URL(value).password : '';
        if (password)
            world.mask(password);
        for (const word of secretWords(value))
            if (word.length >= 8)
                world.mask(word);
    }
}
/** Without those of comments, which would garble every output, but for keys that somebody has put out of use there. */
function secretWords(text) {
    const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'));
    const commented = text.match(/\brs(ec|gn)1\w+/gi) ?? [];
    return [...lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== ''), ...commented];
}
/** True where this job can open backups. */
function hasSecretKey({ env }) {
    return Boolean(env['RESTORABLE_SECRET_KEY'] || env['RESTORABLE_SECRET_KEY_FILE']);
}
/** Throws `key-missing` where none is given, `key-invalid` for one that is none. */
async function readSecretKeys(world) {
    const file = world.env['RESTORABLE_SECRET_KEY_FILE'];
    const given = world.env['RESTORABLE_SECRET_KEY'] || (file ? await readKeyFile((0,_policy_file_js__WEBPACK_IMPORTED_MODULE_5__/* .pathFrom */ .Iw)(world.cwd, file)) : '');
    for (const word of secretWords(given))
        world.mask(word);
    return (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSecretKeys */ .ac)(given);
}
async function readKeyFile(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('key-missing', `RESTORABLE_SECRET_KEY_FILE cannot be read: ${cause.message}`, {
            hint: 'Let it name a file that holds the rsec1... keys, which the user of this job may read.',
            cause,
        });
    }
}
/** undefined: none is given, and none is needed. Throws `key-missing` or `key-invalid` where its backups would not count. */
function readSigningKey({ env }, { encryption: { signers } }) {
    const given = env['RESTORABLE_SIGNING_KEY'];
    if (!given) {
        if (signers.length === 0)
            return undefined;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('key-missing', 'the policy names signers, but RESTORABLE_SIGNING_KEY is not set', {
            hint: 'Set it in the jobs that back up; without it their backups would not count.',
        });
    }
    const key = (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSigningKey */ .UG)(given);
    if (signers.length === 0 || signers.some((signer) => signer.toLowerCase() === key.signer))
        return key;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('key-invalid', `the signing key given is that of ${key.signer}, which the policy does not name`, {
        hint: 'Its backups would not count: set RESTORABLE_SIGNING_KEY to that of one of the signers, or add this one.',
    });
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
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);


/**
 * The body's buffers, by reference. When the signal fires the body is destroyed and this throws `cancelled`; when the
 * body errors, that error is thrown.
 */
async function* chunksOf(body, signal) {
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
            const { done, value } = await new Promise((resolve, reject) => {
                interrupt = reject;
                chunks.next().then(resolve, reject);
            });
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
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', 'the body of a put was closed before its end');
    }
    finally {
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
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', `get ${place}: the range from ${start} lies outside of its ${bytes} bytes`);
    return { start, end };
}


/***/ }),

/***/ 371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ reserved),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

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
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('store-failed', `the key ${JSON.stringify(key.slice(0, 200))} ${fault}, in ${where}`);
}
/** The first segment that no key may have: a directory store keeps temporary files and its lock there. */
const reserved = '.restorable';
/** Order by UTF-8 bytes, as S3 lists. */
function compareKeys(a, b) {
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   k6: () => (/* binding */ retryStore)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8321);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4870);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(371);





/** Between 5 and 10 seconds in all. */
const patience = { attempts: 6, firstMs: 300, longestMs: 20_000 };
const longestAskedMs = 300_000;
/**
 * Repeats the operation while it fails with `store-unavailable`; a pause that the server asked for (Retry-After, up to
 * five minutes) is kept. The last failure says how often it was tried. Stops at once when the signal fires.
 */
async function retry(signal, p, operation) {
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
            if (attempt >= p.attempts)
                throw tried(error, attempt);
            await pause(signal, Math.max(backOff(p, attempt), Math.min(askedMs(error), longestAskedMs)));
        }
    }
}
function backOff(p, attempt) {
    return Math.min(p.firstMs * 2 ** (attempt - 1), p.longestMs) * (0.5 + Math.random() / 2);
}
/** The pause that the server asked for, which its Problem carries in its cause. */
function askedMs(problem) {
    const asked = problem.cause?.retryAfterMs;
    return typeof asked === 'number' && asked > 0 ? asked : 0;
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
        ...(store.blank ? { blank: (signal) => store.blank?.(signal) ?? Promise.resolve(false) } : {}),
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
        for (;;) {
            try {
                for await (const stored of store.list(prefix, signal)) {
                    if (last !== undefined && (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .compareKeys */ .YD)(stored.key, last) <= 0)
                        continue;
                    last = stored.key;
                    failures = 0;
                    yield stored;
                }
                return;
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                    throw error;
                if (++failures >= p.attempts)
                    throw tried(error, failures);
                await pause(signal, Math.max(backOff(p, failures), Math.min(askedMs(error), longestAskedMs)));
            }
        }
    }
    return again;
}


/***/ }),

/***/ 3551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ch: () => (/* reexport */ openStore),
  kX: () => (/* reexport */ putEverywhere)
});

// UNUSED EXPORTS: memoryStore, retryStore

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/store/body.js
var store_body = __webpack_require__(4870);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/store/directory-lock.js


/**
 * Runs `body` while no other process that uses this lock file does. The lock is SQLite's exclusive lock on an empty
 * database file: the kernel lets go of it when its holder dies, so none can be left behind.
 */
async function withLock(file, where, signal, body) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 99, 19));
    const patience = performance.now() + 30_000;
    const attempt = (step) => {
        try {
            return step();
        }
        catch (cause) {
            const message = `${file} cannot be locked: ${cause.message}, in ${where}`;
            throw new problem/* Problem */.AF('store-failed', message, { cause });
        }
    };
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
            throw new problem/* Problem */.AF('store-unavailable', `another process has kept ${file} locked for 30 s, in ${where}`);
        await (0,external_node_timers_promises_.setTimeout)(5 + Math.random() * 20);
    }
}
function acquire(lock) {
    try {
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
    const place = `${call} ${key}: ${error.message}, in ${where}`;
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
        case 'EFBIG':
            return new problem/* Problem */.AF('store-full', place, {
                hint: 'Make room on this file system, or let retention delete more.',
                cause: error,
            });
        case 'EACCES':
        case 'EPERM':
        case 'EROFS':
            return new problem/* Problem */.AF('store-denied', place, {
                hint: 'Let the user who runs this own the directory and write to it.',
                cause: error,
            });
        case 'ENOENT':
        case 'ENOTDIR':
            if (call === 'put')
                return new problem/* Problem */.AF('store-failed', place, {
                    hint: 'Correct the path of the store in the policy, or move away what is in its place.',
                    cause: error,
                });
            return new problem/* Problem */.AF('object-missing', `${call} ${key}: there is no such object in ${where}`, { cause: error });
        case 'ELOOP':
            return symbolic(call, key, where);
        case 'EAGAIN':
        case 'EBUSY':
        case 'EMFILE':
        case 'ENFILE':
        case 'ESTALE':
        case 'ETIMEDOUT':
            return new problem/* Problem */.AF('store-unavailable', place, { cause: error });
        default:
            return new problem/* Problem */.AF('store-failed', place, { cause: error });
    }
}
/** Of a symbolic link where an object or a directory of the store should be. */
function symbolic(call, key, where) {
    return new problem/* Problem */.AF('store-failed', `${call} ${key}: a symbolic link is in the way, in ${where}`, {
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
var external_node_stream_ = __webpack_require__(7075);
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
                    this.destroy(new problem/* Problem */.AF('object-damaged', `get ${place}: it ends at byte ${at} instead of ${end}`));
                    return;
                }
                at += bytesRead;
                this.push(block.subarray(0, bytesRead));
            }, (error) => this.destroy(new problem/* Problem */.AF('store-failed', `get ${place}: ${error.message}`, { cause: error })));
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
    throw new problem/* Problem */.AF('store-full', `put ${key}: ${freeBytes} bytes are free, ${neededBytes} are needed and ${minFreeBytes} must stay free, in ${where}`, { hint: 'Make room on this file system, let retention delete more, or lower min-free in the policy.' });
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
var store_key = __webpack_require__(371);
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
            throw new problem/* Problem */.AF('store-failed', `list ${key}: it is not a regular file, in ${where}`);
        else {
            const there = await statOf((0,external_node_path_.join)(root, key));
            if (there)
                yield { key, bytes: Number(there.size), etag: etagOf(there) };
        }
    }
}
async function entriesOf(directory) {
    return (await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(unlessGone)) ?? [];
}
/** undefined: there is no file there. */
async function statOf(path) {
    const there = await (0,promises_.lstat)(path, { bigint: true }).catch(unlessGone);
    return there?.isFile() ? there : undefined;
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
    /** Directories whose entries are known to be on the disk, and the highest that this store made an entry in. */
    const synced = new Set();
    let highest = root;
    const missing = (key) => new problem/* Problem */.AF('object-missing', `get ${key}: there is no such object in ${where}`);
    const fail = (error, call, key, signal) => {
        throw directoryProblem(error, call, key, where, signal);
    };
    const write = async (file, key, body, signal) => {
        let bytes = 0;
        let checkAt = recheckBytes;
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, signal)) {
            for (let at = 0; at < chunk.length;)
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
                    throw new problem/* Problem */.AF('store-changed', `put ${key}: it was changed by another, in ${where}`);
                await (0,promises_.rename)(from, to);
            });
        }
        if (!o.ifAbsent)
            return (0,promises_.rename)(from, to);
        const exists = () => new problem/* Problem */.AF('store-exists', `put ${key}: it is there already, in ${where}`);
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
            let first;
            try {
                first = await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o700 });
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
    return {
        where,
        async put(key, body, o) {
            (0,store_key/* checkKey */.yR)(key, where);
            let temporaryFile;
            try {
                (0,problem/* stopIfAborted */.NI)(o.signal);
                const made = await (0,promises_.mkdir)(temporary, { recursive: true, mode: 0o700 });
                if (made !== undefined && (0,external_node_path_.dirname)(made).length < highest.length)
                    highest = (0,external_node_path_.dirname)(made);
                const kept = o.fromReserve ? 0 : minFreeBytes;
                await checkRoom(root, where, key, body instanceof Uint8Array ? body.byteLength : 0, kept);
                const name = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`);
                const file = await (0,promises_.open)(name, 'wx', 0o600);
                temporaryFile = name;
                let bytes;
                let stored;
                try {
                    if (!swept)
                        await sweepTemporary(temporary, await file.stat());
                    swept = true;
                    bytes = await write(file, key, body, o.signal);
                    stored = { key, bytes, etag: etagOf(await file.stat({ bigint: true })) };
                }
                finally {
                    await file.close();
                }
                await commit(name, key, o);
                temporaryFile = undefined;
                return stored;
            }
            catch (error) {
                // A disk that fails may not even let go of it: it is swept after a day, and what failed first is what is told.
                if (temporaryFile !== undefined)
                    await (0,promises_.unlink)(temporaryFile).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
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
                return there && { key, bytes: Number(there.size), etag: etagOf(there) };
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
    if (!there || there.isDirectory())
        return;
    throw new problem/* Problem */.AF('store-failed', `list: there is a file where the directory should be, ${where}`, {
        hint: 'Correct the path of the store in the policy.',
    });
}

// EXTERNAL MODULE: ./build/js/store/retry.js
var retry = __webpack_require__(394);
;// CONCATENATED MODULE: ./build/js/store/all.js


/** A store that retries what may succeed a moment later. Opening reaches for nothing: the first call does. */
async function openStore(options) {
    switch (options.kind) {
        case 'directory':
            return (0,retry/* retryStore */.k6)(directoryStore(options));
        case 's3': {
            // Loaded here and nowhere else: it takes longer to load than everything else together.
            const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(711), __webpack_require__.e(375)]).then(__webpack_require__.bind(__webpack_require__, 375));
            return (0,retry/* retryStore */.k6)(s3Store(options));
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
    return { kind: 'failed', store, problem: new problem/* Problem */.AF('store-failed', message) };
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
            (0,problem/* noteAlso */.Gv)(because, new problem/* Problem */.AF('store-failed', message, { cause: error }));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/memory.js




/** A store that keeps everything in memory, with the same promises as every other. */
function memoryStore(name = 'memory') {
    const objects = new Map();
    const where = `memory ${name}`;
    const stored = (key, bytes) => ({
        key,
        bytes: bytes.length,
        etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
    });
    return {
        where,
        objects,
        async put(key, body, { signal, ifAbsent, ifMatch }) {
            checkKey(key, where);
            const chunks = [];
            for await (const chunk of chunksOf(body, signal))
                chunks.push(chunk);
            const there = objects.get(key);
            if (ifAbsent && there)
                throw new Problem('store-exists', `put ${key}: it is there already, in ${where}`);
            if (ifMatch !== undefined && (!there || stored(key, there).etag !== ifMatch))
                throw new Problem('store-changed', `put ${key}: it was changed by another, in ${where}`);
            const bytes = Buffer.concat(chunks);
            objects.set(key, bytes);
            return stored(key, bytes);
        },
        async get(key, { range, signal }) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            if (!bytes)
                throw new Problem('object-missing', `get ${key}: there is no such object in ${where}`);
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
