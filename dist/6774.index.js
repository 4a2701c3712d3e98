export const id = 6774;
export const ids = [6774];
export const modules = {

/***/ 10892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isOfOneStore),
/* harmony export */   o: () => (/* binding */ fromCopies)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82826);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38442);



/** What is wrong with one store, or with the copy in it, and says nothing of the others: the next copy is tried. */
const ofOneStore = [
    'store-missing',
    'store-denied',
    'store-unavailable',
    'store-failed',
    'object-missing',
    'object-archived',
    'object-damaged',
    'manifest-damaged',
    'key-wrong',
];
/** True for a failure that the next copy may not have. */
function isOfOneStore(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error) && ofOneStore.includes(error.code);
}
/**
 * Uses the copy in the named store, or the nearest one. If that copy is damaged or cannot be read, reports it and uses
 * the next. Throws the first copy's error if none can be used, or if a target that the first has begun to fill refuses
 * the next.
 */
async function fromCopies(project, entry, store, body) {
    const asked = (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .requireCopy */ .Ri)(entry, store);
    const stores = store === undefined ? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearestCopies */ .e)(project.policy, entry) : [asked];
    const passedOver = [];
    let first;
    for (const [index, name] of stores.entries()) {
        try {
            const place = await project.place(name);
            return { value: await body(place), place, passedOver };
        }
        catch (error) {
            if (first && (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'target-refused'))
                throw begun(first, entry, name);
            if (!isOfOneStore(error))
                throw error;
            first ??= error;
            const next = stores[index + 1];
            if (next === undefined)
                break;
            const message = `the copy in ${name} cannot be used: ${error.message}`;
            passedOver.push({ level: 'warning', blame: 'copy', message });
            // A key that was given wrong is no matter of this copy, as a rule; one sealed to other keys is tried in silence.
            if (error.code !== 'key-wrong')
                project.world.log.warning(`${entry.id}: ${message}; trying the copy in ${next}`);
        }
    }
    throw first ?? new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-missing', `no store has ${entry.id}`, { hint: 'Run `backproof list`.' });
}
function begun(first, { id }, next) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(first.code, `${first.message}; the target holds part of it, and the next copy needs an empty target`, {
        hint: `Empty the target, then restore again with --id ${id} --store ${next}.`,
        cause: first,
    });
}


/***/ }),

/***/ 38442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ allCopies),
/* harmony export */   e: () => (/* binding */ nearestCopies)
/* harmony export */ });
/**
 * The stores whose copies to try, in order: by the source's `read-from`, then the nearest first, directories before S3;
 * among equals, in the order of the policy. A copy that is marked as deleted comes last.
 */
function nearestCopies({ stores, sources }, { manifest, copies, marked }) {
    const own = Object.hasOwn(sources, manifest.source) ? sources[manifest.source]?.readFrom : undefined;
    const distance = (store) => {
        const said = own?.indexOf(store) ?? -1;
        const far = said >= 0 ? said : 1000 + (stores[store]?.kind === 'directory' ? 0 : 1);
        return marked.includes(store) ? far + 10_000 : far;
    };
    return copies.toSorted((one, other) => distance(one) - distance(other));
}
/** The same, with the copies that are known to be damaged at the end: they may have been mended by hand. */
function allCopies(policy, entry) {
    const damaged = (entry.damaged ?? []).map(({ store }) => store);
    return [...new Set([...nearestCopies(policy, entry), ...damaged])];
}


/***/ }),

/***/ 88415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);


/**
 * Detects another project that backs up under the same name into the same place. Each takes the other's backups for its
 * own, so one is never due, and one's rules delete the other's backups. A renamed project is not another one, once it
 * has made a backup. Backups that do not name their project are ignored here.
 */
function mixtureOf({ policy, world }, catalog) {
    const now = world.now();
    const live = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .standing */ .JA)(entry, now)));
    const said = live.filter((entry) => projectOf(entry) !== undefined);
    const other = said.find((entry) => projectOf(entry) !== policy.project);
    const first = said.findLast((entry) => projectOf(entry) === policy.project);
    if (!other || (first && first.startedAt > other.startedAt))
        return undefined;
    const message = `${other.id} belongs to project ${projectOf(other)}, not ${policy.project}: two projects share one place`;
    const name = catalog.source;
    const renamed = first
        ? `If this project was called ${projectOf(other)} for a while, \`backproof delete --id ${other.id}\` deletes what was made then.`
        : `If ${policy.project} was called ${projectOf(other)} before, run \`backproof backup --source ${name}\` once.`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('retention-refused', message, {
        hint: `Give each its own prefix or path, or a name other than ${name}. ${renamed}`,
    });
}
/** The catalog without the backups that say that they are another project's. */
function withoutOthers({ policy }, catalog) {
    const ours = (entry) => [undefined, policy.project].includes(projectOf(entry));
    return { ...catalog, entries: catalog.entries.filter(ours) };
}
function projectOf({ manifest }) {
    return manifest.origin['project'];
}


/***/ }),

/***/ 4919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ sayLimit),
/* harmony export */   iP: () => (/* binding */ startLimit),
/* harmony export */   oV: () => (/* binding */ limitMs)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19410);


const otherwiseMs = 6 * 3600_000;
// What a timer takes; longer is as good as no limit.
const longestMs = 2 ** 31 - 1;
/** How long a proof or a restore of a source may take: as the policy says, else four times its objective, else six hours. */
function limitMs(source) {
    const { rtoMs } = source?.objectives ?? {};
    return source?.verify.timeoutMs ?? (rtoMs === undefined ? otherwiseMs : 4 * rtoMs);
}
/** Begins now. `what`: "the restore of orders-..."; `code`: of the Problem once it is over. */
function startLimit(cancel, ms, what, code, hint) {
    const timer = new AbortController();
    let expired;
    const stop = () => {
        if (cancel.aborted)
            return;
        expired = new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, `${what} took longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)}, and was stopped`, { hint });
        timer.abort(expired);
    };
    const timeout = setTimeout(stop, Math.min(ms, longestMs));
    return {
        signal: AbortSignal.any([cancel, timer.signal]),
        ms,
        get expired() {
            return expired;
        },
        [Symbol.dispose]: () => clearTimeout(timeout),
    };
}
const saidAfterMs = 10_000;
/** Tells whoever waits for a restore how long it may take. One that is refused, or done, within seconds needs no such word. */
function sayLimit({ ms }, say) {
    const text = `this restore is stopped if it takes longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(ms)}; to allow more, run it again with --timeout 24h`;
    const timeout = setTimeout(() => say(text), saidAfterMs);
    return { [Symbol.dispose]: () => clearTimeout(timeout) };
}


/***/ }),

/***/ 36774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine_engine = __webpack_require__(25884);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/progress.js
var progress = __webpack_require__(31783);
// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time = __webpack_require__(54368);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 8 modules
var verify = __webpack_require__(35178);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
// EXTERNAL MODULE: ./build/js/command/copy/failover.js
var failover = __webpack_require__(10892);
// EXTERNAL MODULE: ./build/js/command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(71111);
// EXTERNAL MODULE: ./build/js/command/project/entry.js
var project_entry = __webpack_require__(82826);
// EXTERNAL MODULE: ./build/js/command/project/project.js + 4 modules
var project_project = __webpack_require__(59452);
// EXTERNAL MODULE: ./build/js/command/project/shared-place.js
var shared_place = __webpack_require__(88415);
// EXTERNAL MODULE: ./build/js/command/project/time-limit.js
var time_limit = __webpack_require__(4919);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog = __webpack_require__(53331);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy_policy = __webpack_require__(57977);
;// CONCATENATED MODULE: ./build/js/command/restore/globals.js




async function openCopy(project, { manifest }, place, signal = project.world.signal) {
    return (0,verify/* openBackup */.Tw)(place, manifest, await (0,verify/* takeKey */.nN)(place, manifest, await project.secretKeys(), signal), signal);
}
/**
 * What a server has once, such as its roles, is in the backup of one of its databases: the backup that has it and was made nearest
 * in time. undefined: this one has it itself, or there is none.
 */
async function sharedGlobals(project, engine, entry) {
    const { globalsPart: part } = engine;
    const group = (0,policy_policy/* readMember */.hd)(entry.manifest.source)?.group;
    const has = ({ manifest }) => manifest.parts.some(({ name }) => name === part);
    if (part === undefined || group === undefined || has(entry))
        return undefined;
    const { policy, expansions, world } = project;
    const known = [...Object.values(policy.sources), ...expansions.flatMap(({ gone }) => gone)];
    const others = known.filter(({ member, name }) => member?.group === group && name !== entry.manifest.source);
    const catalogs = await (0,catalog/* mapAtOnce */.$3)(others, (source) => project.catalog(source));
    const distance = ({ startedAt }) => Math.abs(startedAt.getTime() - entry.startedAt.getTime());
    const found = catalogs
        .flatMap(({ entries }) => entries)
        .filter((other) => other.manifest.engine === engine.name && (0,catalog/* isUsable */.Ng)(other, world.now()) && has(other))
        .sort((a, b) => distance(a) - distance(b))[0];
    if (found)
        world.log.info(`${entry.id}: the roles of the server are those of ${found.id}`);
    return found;
}
/** The same backup, with what the server had once. */
async function withGlobals(project, backup, { globalsPart: part }, shared, signal) {
    const { value: other } = await (0,failover/* fromCopies */.o)(project, shared, undefined, (place) => openCopy(project, shared, place, signal));
    return {
        facts: backup.facts,
        parts: part === undefined ? backup.parts : [...backup.parts, part],
        open: (name) => (name === part ? other.open(name) : backup.open(name)),
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/js/command/project/policy-file.js
var policy_file = __webpack_require__(36869);
;// CONCATENATED MODULE: ./build/js/command/restore/target.js






const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
/** What a person typed that may have a password in it, masked before anything else can print it. */
function maskTargets(world, typed) {
    for (const text of typed) {
        if (text === undefined)
            continue;
        // A space or a quotation mark that was pasted with it leaves its password a password.
        const filled = text.replace(variable, (_, name) => world.env[name] ?? '').replace(/^[\s"'`]+/, '');
        if (!(0,policy_policy/* hasScheme */.EV)(filled))
            continue;
        // Not only where it is a URL by the book: one with a sign that should have been encoded has a password as well.
        const user = /^[^:]*:\/\/[^/?#]*?:(.*)@/s.exec(filled)?.[1] ?? '';
        // One with several hosts is no URL by the book either.
        const url = URL.parse(filled);
        const query = new URLSearchParams(/\?([^#]*)/s.exec(filled)?.[1] ?? '');
        const parameters = ['password', 'sslpassword'].map((name) => query.get(name) ?? '');
        const passwords = [user, url?.password ?? '', ...parameters].filter((one) => one !== '');
        for (const secret of passwords.length > 0 ? [...passwords, filled] : [])
            world.mask(secret);
    }
}
/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
async function openTarget({ world, bench }, engine, into, by, signal) {
    if (!into)
        throw new problem/* Problem */.AF('usage', 'restore needs a target', {
            hint: 'Add --into with a database URL, a folder or a file, or --raw with a folder for the decrypted parts.',
        });
    const text = into.replace(variable, (_, name) => {
        const value = world.env[name];
        if (!value)
            throw new problem/* Problem */.AF('secret-missing', `--into names ${name}, which is not set`, {
                hint: `Run export ${name}=... first.`,
            });
        return value;
    });
    const target = await engine.target(text, by, bench, signal);
    if (target.path === undefined && hasPassword(into) && world.arguments.some((said) => said.includes(into))) {
        throw new problem/* Problem */.AF('usage', '--into contains a password, and other users of this machine can read arguments', {
            hint: "Put the URL into a variable and write --into '${RESTORE_URL}'.",
        });
    }
    return target;
}
/** A password as it was typed, beside what is taken from the environment. */
function hasPassword(into) {
    const user = /^[a-z]+:\/\/[^@/?]*?:([^@]*)@/i.exec(into)?.[1] ?? '';
    const parameter = /[?&]password=([^&]*)/i.exec(into)?.[1] ?? '';
    return `${user}${parameter}`.replace(variable, '') !== '';
}
/** Never among the backups: what is restored there would be swept, listed, or in the way of the next one. */
function refuseStore({ policy, world }, path) {
    for (const [name, store] of Object.entries(policy.stores)) {
        if (store.kind !== 'directory' || store.unset)
            continue;
        if ((0,policy_file/* isOutside */._K)((0,engine_engine/* realPath */.Ye)((0,external_node_path_.resolve)(world.cwd, store.path)), (0,engine_engine/* realPath */.Ye)(path)))
            continue;
        throw new problem/* Problem */.AF('target-refused', `${path} is in the store ${name}`, {
            hint: 'Restore into another folder.',
        });
    }
}
/**
 * Never into the source itself, unless --overwrite names it; gives whether the target may be replaced. Where nobody can
 * tell, because the source's own variable has gone with it, --overwrite must name the target as well.
 */
function refuseSource(source, target, overwrite, { cwd, log }, only) {
    const { name, where } = target;
    const meant = overwrite !== undefined && (overwrite === name || (0,external_node_path_.resolve)(cwd, overwrite) === name);
    if (overwrite !== undefined && !meant) {
        throw new problem/* Problem */.AF('target-refused', `--overwrite names ${overwrite}, but the target is ${name}`, {
            hint: `Give --overwrite ${name} to confirm.`,
        });
    }
    if (!source)
        return meant;
    const overlap = overlapOf(source, target);
    if (overlap === 'none')
        return meant;
    if (overlap === 'same') {
        if (meant)
            return true;
        throw new problem/* Problem */.AF('target-refused', `${where} is the source ${source.name} itself`, {
            hint: only.length === 0
                ? `Restore into a new target; to replace the source, give --overwrite ${name}.`
                : `Restore into a new target; to replace only ${(0,words/* namesSome */.Tc)(only)} there, give --overwrite ${name}.`,
        });
    }
    if ('copyAt' in overlap) {
        // Also where --overwrite names it: what it asks for would not be done.
        const because = `the backup has whole paths, so it would land in ${overlap.copyAt} and replace nothing`;
        const { original } = overlap;
        throw new problem/* Problem */.AF('target-refused', `${where} is in the source ${source.name} itself: ${because}`, {
            hint: `To put the files back in place, give --into ${original} --overwrite ${original}; otherwise restore into a new folder outside the source.`,
        });
    }
    const unknown = `whether ${where} is the source ${source.name} itself is unknown: ${overlap.because}`;
    if (!meant) {
        throw new problem/* Problem */.AF('target-refused', unknown, {
            hint: `Give --overwrite ${name} to confirm that what is there may be replaced, or set the variable.`,
        });
    }
    log.warning(unknown);
    return true;
}
function overlapOf(source, target) {
    try {
        return target.overlap(source);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error))
            throw error;
        return { because: error.message };
    }
}

;// CONCATENATED MODULE: ./build/js/command/restore/raw.js
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









/** The folder for decrypted parts, whose options are checked before anything is fetched. */
function rawTarget(project, options, raw) {
    const other = ['into', 'only', 'overwrite', 'create', 'globals', 'keep-going'].find((name) => options[name] !== undefined);
    if (other !== undefined) {
        throw new problem/* Problem */.AF('usage', `restore takes --raw or --${other}, not both`, {
            hint: 'With --raw, the parts of the backup are written unchanged into a new or empty folder.',
        });
    }
    const path = (0,external_node_path_.resolve)(project.world.cwd, (0,engine_engine/* requirePath */.dr)('--raw', raw, 'parts', 'folder'));
    refuseStore(project, path);
    return path;
}
/**
 * Writes the decrypted parts of a backup into an empty folder, each as the dumping program made it and readable by this user
 * alone. All of them match the digests of the manifest, or none is left.
 */
async function restoreRaw({ world }, backup, id, store, path, signal) {
    const began = world.monotonicMs();
    const names = [...backup.parts, verify/* factsPart */.vf];
    const made = await prepare(path);
    const parts = [];
    try {
        for (const name of names) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(path, name), { flags: 'wx', mode: 0o600 });
                const _ = __addDisposableResource(env_1, world.log.progress({ what: `${id}: ${name}`, done: () => file.bytesWritten }), false);
                parts.push({ name, plainBytes: await write(backup, name, file, signal) });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        }
    }
    catch (error) {
        // A part that is cut off must not look whole; nothing else was in the folder.
        for (const name of names)
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        if (made)
            await (0,promises_.rmdir)(path).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        throw new problem/* Problem */.AF('restore-failed', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to, and that has room for the plain parts.',
        });
    }
    const durationMs = Math.round(world.monotonicMs() - began);
    return { id, store, path, parts, durationMs };
}
/** What to say of it. `passedOver`: the copies that could not be used. */
function rawResult(decrypted, passedOver) {
    const { id, store, path, parts, durationMs } = decrypted;
    const plainBytes = parts.reduce((sum, part) => sum + part.plainBytes, 0);
    const compared = `${(0,words/* plural */.LS)(parts.length, 'part')}, each matching its digest`;
    const common = { version: 1, id, store, into: path, raw: true, parts, plainBytes, durationMs, compared };
    const json = { ...common, findings: passedOver };
    const text = () => [
        `decrypted ${id} from ${store} into ${path}`,
        ...passedOver.map(({ level, message }) => `${level}: ${message}`),
        ...parts.map((part) => `  ${part.name}  ${(0,words/* plainSize */.id)(part.plainBytes)}`),
        `${(0,words/* plainSize */.id)(plainBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
    ].join('\n');
    return { json, text, problems: [], ids: [id] };
}
/** True if the folder was made here; refused where it holds anything. */
async function prepare(path) {
    try {
        const first = await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
        const [some] = await (0,promises_.readdir)(path);
        if (some === undefined)
            return first !== undefined;
        throw new problem/* Problem */.AF('target-refused', `${path} is not empty: it has ${some}`, { hint: 'Name a new folder.' });
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        throw new problem/* Problem */.AF('target-refused', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to.',
        });
    }
}
async function write(backup, name, file, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,external_node_stream_promises_.pipeline)(await backup.open(name), file, { signal }).catch((error) => {
            throw signal.aborted ? (0,problem/* cancelled */.KW)(signal) : error;
        });
        const handle = __addDisposableResource(env_2, await (0,promises_.open)(file.path), true);
        await handle.sync();
        return file.bytesWritten;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./build/js/command/restore/restore.js
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















/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
const restore = async (world, options) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        maskTargets(world, [options.into, options.overwrite, options.raw]);
        const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
        const raw = options.raw === undefined ? undefined : rawTarget(project, options, options.raw);
        const { entry, shelved } = await choose(project, options);
        const { manifest } = entry;
        if (raw !== undefined) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const limit = restore_addDisposableResource(env_2, startRestoreLimit(world, options, (0,databases_open/* sourceNamed */.Lt)(project, shelved.name), entry.id), false);
                const { signal } = limit;
                const made = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
                    const env_3 = { stack: [], error: void 0, hasError: false };
                    try {
                        const opened = await openCopy(project, entry, place, signal);
                        const _ = restore_addDisposableResource(env_3, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
                        return await restoreRaw(project, opened, entry.id, place.name, raw, signal);
                    }
                    catch (e_3) {
                        env_3.error = e_3;
                        env_3.hasError = true;
                    }
                    finally {
                        restore_disposeResources(env_3);
                    }
                });
                return rawResult(made.value, made.passedOver);
            }
            catch (e_1) {
                env_2.error = e_1;
                env_2.hasError = true;
            }
            finally {
                restore_disposeResources(env_2);
            }
        }
        (0,project_entry/* requireRestorable */.vc)(entry);
        const engine = await (0,engine_engine/* engineOf */.ky)(manifest.engine);
        const asked = askedOf(options, engine);
        const shared = asked.globals === undefined ? undefined : await sharedGlobals(project, engine, entry);
        if (asked.globals === 'print')
            return await printRoles(project, engine, shared ?? entry, options);
        const source = (0,databases_open/* sourceNamed */.Lt)(project, shelved.name);
        const limit = restore_addDisposableResource(env_1, startRestoreLimit(world, options, source, entry.id), false);
        const { signal } = limit;
        // Of another engine, it cannot be what this backup was made of.
        const own = source?.engine === engine.name ? source : undefined;
        const by = { tools: source?.tools ?? { kind: 'auto' }, ...(own === undefined ? {} : { source: own }) };
        const target = restore_addDisposableResource(env_1, await openTarget(project, engine, options.into, by, signal), true);
        if (target.path !== undefined)
            refuseStore(project, target.path);
        const only = options.only ?? [];
        // Where a database is not there any more, its own place is where it belongs: the target is still looked at.
        const isThere = Object.hasOwn(project.policy.sources, shelved.name);
        const overwrite = refuseSource(isThere ? own : undefined, target, options.overwrite, world, only);
        const began = world.monotonicMs();
        const { value, place, passedOver } = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const opened = await openCopy(project, entry, place, signal);
                const backup = shared ? await withGlobals(project, opened, engine, shared, signal) : opened;
                const _ = restore_addDisposableResource(env_4, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
                return await world.log.group(`restore ${entry.id} from ${place.name}`, () => (0,progress/* during */.iW)(world.log, { what: `${entry.id}: restoring`, done: opened.readBytes, of: opened.sealedBytes, unit: 'sealed' }, () => target.restore(backup, {
                    ...{ overwrite, only, create: asked.create },
                    ...{ roles: asked.globals === 'apply', keepGoing: asked.keepGoing },
                })));
            }
            catch (e_4) {
                env_4.error = e_4;
                env_4.hasError = true;
            }
            finally {
                restore_disposeResources(env_4);
            }
        });
        const { findings, expected } = value;
        const restoredMs = Math.round(world.monotonicMs() - began);
        const looking = async (expected) => {
            const { far, counted } = (0,verify/* startCount */.si)(expected);
            try {
                return await (0,progress/* during */.iW)(world.log, { what: `${entry.id}: comparing the target`, ...far }, () => target.facts(expected, counted));
            }
            catch (error) {
                throw uncompared(error, target.where);
            }
        };
        const after = expected && (await looking(expected));
        // Of some tables nothing is said of what else is there.
        const more = overwrite || only.length > 0 ? 'kept' : 'refused';
        const compared = after && (0,verify/* blamedOn */.NE)(findings, (0,verify/* compare */.UD)(expected, after, more));
        const differences = compared?.filter(({ level }) => level === 'failure') ?? [];
        const equal = expected && differences.length === 0 ? (0,verify/* describe */.q0)(expected) : (0,words/* plural */.LS)(differences.length, 'difference');
        const surplus = compared?.filter(({ level }) => level !== 'failure' && only.length === 0) ?? [];
        return resultOf({
            id: entry.id,
            store: place.name,
            into: target.where,
            restoredMs,
            durationMs: Math.round(world.monotonicMs() - began),
            restoredBytes: value.restoredBytes ?? manifest.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0),
            compared: compared ? equal : 'only a part, not compared',
            notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
            refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
            differences,
        });
    }
    catch (e_2) {
        env_1.error = e_2;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restore_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
};
/** The restore itself is done: whoever reads of the failure must know that. */
function uncompared(error, into) {
    if (!(0,problem/* isProblem */.AN)(error))
        return error;
    const message = `${error.message}; everything was restored into ${into}, but not compared with what was backed up`;
    return new problem/* Problem */.AF(error.code, message, { hint: error.hint, cause: error.cause ?? error });
}
/** What it has is not known: a newer backup, or another copy. */
function nameUnread({ world }, { source, unread }) {
    for (const { store, message } of unread)
        world.log.warning(`${source}: ${store} could not be read: ${message}`);
}
/** A restore that hangs must end: whoever waits for it has other ways to try. */
function startRestoreLimit(world, { timeout }, source, id) {
    const given = timeout === undefined ? undefined : (0,time/* parseDuration */.E9)(timeout);
    if (given !== undefined && 'wrong' in given)
        throw new problem/* Problem */.AF('usage', `--timeout ${JSON.stringify(timeout)} is not a duration`, {
            hint: 'Write --timeout 12h.',
        });
    const ms = given === undefined ? (0,time_limit/* limitMs */.oV)(source) : (0,time/* durationMs */.pc)(given);
    const hint = 'Add --timeout 24h if it may take that long.';
    return (0,time_limit/* startLimit */.iP)(world.signal, ms, `the restore of ${id}`, 'restore-failed', hint);
}
/** Options that not every engine takes. */
function askedOf(options, engine) {
    const given = ['create', 'globals', 'keep-going'].filter((name) => options[name]);
    const named = given.find((name) => !engine.can.restores.includes(name));
    if (named !== undefined)
        throw new problem/* Problem */.AF('usage', `--${named} is for a database server, but this is a backup of ${engine.name}`, {
            hint: `Leave --${named} out.`,
        });
    const globals = ['apply', 'print'].find((one) => one === options.globals);
    if (options.globals !== undefined && globals === undefined)
        throw new problem/* Problem */.AF('usage', `--globals takes apply or print, not ${options.globals}`, {
            hint: 'Run it with --globals print, which shows the roles of the backup, or with --globals apply, which creates those that the target lacks.',
        });
    return { create: options.create === true, globals, keepGoing: options['keep-going'] === true };
}
/** The roles of a backup, for a person to read or to run. */
async function printRoles(project, engine, entry, options) {
    const { value: sql, place } = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => (await engine.globals?.(await openCopy(project, entry, place))) ?? '');
    return {
        json: { version: 1, id: entry.id, store: place.name, sql },
        text: () => sql.trimEnd(),
        problems: [],
        ids: [entry.id],
    };
}
function resultOf({ restoredMs, notes, refused, differences, ...restored }) {
    const { id, store, into, durationMs, restoredBytes, compared } = restored;
    const durations = { restore: restoredMs, compare: durationMs - restoredMs };
    const differs = `${id} is restored, but differs from its dump`;
    const failed = refused.map(({ message, hint }) => new problem/* Problem */.AF('restore-failed', `${id}: ${message}`, { hint }));
    return {
        json: { version: 1, ...restored, durations, findings: [...notes, ...refused, ...differences] },
        text: () => [
            `restored ${id} from ${store} into ${into}`,
            `${(0,words/* restoredSize */.sy)(restoredBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
            ...notes.map(({ level, message, hint }) => `${level}: ${message}${hint === undefined ? '' : `. ${hint}`}`),
        ].join('\n'),
        problems: [
            ...failed,
            ...differences
                .slice(0, 20)
                .map(({ message }) => new problem/* Problem */.AF('restore-failed', `${differs}: ${message}`, { hint: differenceHint(message, refused) })),
        ],
        ids: [id],
    };
}
/** What to do about one: a part that is known to be beyond restoring makes the rest no worse. */
function differenceHint(message, refused) {
    if (/^role .* is missing$/.test(message))
        return 'Owners and privileges of that role are not restored: when restoring into a new database, --globals apply creates the roles that the target lacks.';
    if (refused.length > 0 && / is missing$| has 0 rows, /.test(message))
        return 'It is missing because of what could not be restored, as named above; the rest is there. Create it in this target yourself, or fix the cause and restore into a new database.';
    return 'Do not rely on this target: restore into a new one, or restore an earlier backup with --id ID.';
}
async function choose(project, options) {
    const [id, ...more] = options.id ?? [];
    if (id !== undefined && more.length === 0) {
        if (options.at !== undefined)
            throw new problem/* Problem */.AF('usage', 'restore takes --id or --at, not both', { hint: 'An id already names one backup.' });
        const found = await (0,project_entry/* findEntry */.w4)(project, id);
        (0,project_entry/* requireSource */.nH)(found, options.source);
        nameUnread(project, found.catalog);
        return found;
    }
    const [source, ...others] = project.sources;
    if (id !== undefined || !source || others.length > 0) {
        throw new problem/* Problem */.AF('usage', 'restore takes one backup', {
            hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
        });
    }
    const at = options.at === undefined ? undefined : (0,project_entry/* parseAt */.Ze)(options.at, project.policy);
    const catalog = await project.catalog(source);
    // What does not show may be newer than what is chosen.
    nameUnread(project, catalog);
    for (const { message } of catalog.damaged)
        project.world.log.warning(message);
    const now = project.world.now();
    for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
        project.world.log.warning(`${id} is dated in the future, so it is left out: restore it with --id ${id}`);
    const mixture = (0,shared_place/* mixtureOf */.O)(project, catalog);
    if (mixture)
        project.world.log.warning(mixture.message);
    const own = (0,shared_place/* withoutOthers */.W)(project, catalog);
    // If none is known to be ours, the policy may be a new one, written after a disaster.
    const from = mixture && own.entries.length > 0 ? own : catalog;
    return { catalog, entry: (0,project_entry/* newestEntry */.xm)(from, { now, timezone: project.policy.timezone }, at), shelved: source };
}


/***/ })

};
