export const id = 322;
export const ids = [322];
export const modules = {

/***/ 6900:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9773);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5086);




/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `restorable list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || entry.copies.length === 0)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has a whole copy of it; `restorable list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_project_js__WEBPACK_IMPORTED_MODULE_3__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `restorable list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${known.slice(0, 10).join(', ')}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id names one backup already.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that does not read. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, hint ? { hint } : {})),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message)),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that counts, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, at) {
    const good = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed && entry.copies.length > 0);
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${at.toISOString()} or before` : ''}`), {
        hint: oldest
            ? `The oldest is of ${oldest.manifest.startedAt}.`
            : deleted
                ? `Its backups are deleted: \`restorable undelete --id ${deleted.id}\` brings one back.`
                : (catalog.unread[0]?.hint ?? `Type \`restorable backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is not restored, nor proven. `restorable list` shows those that count.',
        });
    }
    const name = store === undefined ? entry.copies[0] : entry.copies.find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no whole copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 3322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  describeTask: () => (/* binding */ describeTask),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/plan/plan.js + 9 modules
var plan = __webpack_require__(7932);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/command/backup.js + 1 modules
var backup = __webpack_require__(8233);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 3 modules
var verify = __webpack_require__(7818);
// EXTERNAL MODULE: ./build/js/command/hand-over.js
var hand_over = __webpack_require__(5386);
// EXTERNAL MODULE: ./build/js/command/session.js
var command_session = __webpack_require__(6560);
;// CONCATENATED MODULE: ./build/js/command/copy.js
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









/**
 * Completes degraded backups: copies their sealed objects, as they are, to the stores that lack them. A store that fails
 * is not asked again for the others. Throws `lease-held` while another run writes to one of them.
 */
async function completeCopies(project, source, entries) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const { places, failed } = await project.places({
            name: source.name,
            stores: [...new Set(entries.flatMap(({ missing }) => missing))],
        });
        const leases = __addDisposableResource(env_1, await (0,command_session/* takeLeases */.Dl)(project, source.name, places), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const failures = [...failed, ...leases.failed].map(({ problem }) => problem);
        for (const to of leases.places) {
            for (const entry of entries.filter(({ missing }) => missing.includes(to.name))) {
                try {
                    const confirm = () => leases.confirm([to.name]);
                    await confirm();
                    failures.push(...(await copyFromAny(project, entry, to, { confirm, signal })));
                }
                catch (error) {
                    if (!(0,problem/* isFailure */.N6)(error))
                        throw error;
                    failures.push(error);
                    if ((0,problem/* isProblem */.AN)(error, ...ofOne))
                        continue;
                    leases.forget(to.name);
                    break;
                }
            }
        }
        return failures;
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
/** What is wrong with one backup, and says nothing of the store that others are copied to. */
const ofOne = ['object-damaged', 'object-missing', 'object-archived', 'manifest-damaged', 'store-exists'];
/** From the first store whose copy is good; gives what is wrong with those that were tried before it. */
async function copyFromAny(project, entry, to, held) {
    const names = entry.copies.filter((name) => !entry.marked.includes(name));
    const failures = [];
    const { log } = project.world;
    for (const name of names) {
        try {
            const from = await project.place(name);
            // Others were copied since the catalog was read, maybe for hours.
            const deleted = await isDeleted(from.store, entry.manifest, held.signal);
            if (!deleted)
                await copyBackup(project, from, to, entry, held);
            log.info(`${entry.id}: ${deleted ? 'just deleted, so not copied' : 'copied'} to ${to.name}`);
            return failures;
        }
        catch (error) {
            if (!(0,problem/* isFailure */.N6)(error) || error.code === 'run-failed')
                throw error;
            failures.push(error);
        }
    }
    throw failures.at(-1) ?? new problem/* Problem */.AF('object-missing', `no store has ${entry.id} whole`);
}
/** Data first, each part checked against the manifest as it passes and read back; then what makes it count. */
async function copyBackup(project, from, to, { manifest, copies }, { confirm, signal }) {
    const { source, id } = manifest;
    const commitment = await readCommitment(from, manifest, signal);
    await refuseOther(to, manifest, commitment.bytes, signal);
    for (const part of manifest.parts) {
        const key = catalog_catalog/* objectName */.Hd.data(source, id, part.name);
        const body = checked(await from.store.get(key, { signal }), part, `${key} in ${from.store.where}`);
        await to.store.put(key, body, { signal, expectedBytes: part.bytes });
        await (0,verify/* checkPart */.UO)(to, manifest, part, signal);
    }
    // Any of the stores may leave the policy one day: a hold, or a proof that failed, must be in this one, too, and before
    // the backup counts here.
    for (const name of copies)
        await (0,hand_over/* handOver */.C)((await project.place(name)).store, [to.store], source, id, signal);
    // Whoever has the lease meanwhile may have swept the parts: nothing covered them yet, and the id is an old one.
    await confirm();
    await (0,catalog_catalog/* commit */.cd)(to.store, commitment, signal);
    // Marks need no lease, and whoever deletes it marks the copies that there are.
    if (!(await isDeleted(from.store, manifest, signal)))
        return;
    const mark = catalog_catalog/* objectName */.Hd.trash(source, id);
    await to.store.put(mark, await (0,catalog_catalog/* readObject */.Ag)(from.store, mark, signal), { signal, fromReserve: true });
}
/** Whether the backup itself, and not this copy alone, is marked as deleted there. */
async function isDeleted(store, { source, id }, signal) {
    const mark = await (0,catalog_catalog/* readTrash */.x0)(store, source, id, signal);
    return mark?.scope === 'backup';
}
/** The small objects as the store has them now, which must be what the catalog knows. */
async function readCommitment({ store }, manifest, signal) {
    const { source, id } = manifest;
    const name = catalog_catalog/* objectName */.Hd.manifest(source, id);
    const where = `${name} in ${store.where}`;
    const bytes = await (0,catalog_catalog/* readObject */.Ag)(store, name, signal);
    if (!(0,external_node_util_.isDeepStrictEqual)((0,catalog_catalog/* parseManifest */.Ng)(bytes, id, where), manifest))
        throw new problem/* Problem */.AF('manifest-damaged', `${where} is not the manifest that the catalog knows: it is not copied`);
    const keyName = catalog_catalog/* objectName */.Hd.key(source, id);
    const keys = await (0,catalog_catalog/* readObject */.Ag)(store, keyName, signal);
    const { id: boxed } = (0,seal/* parseKeyObject */.I9)(keys, `${keyName} in ${store.where}`);
    if (boxed !== id)
        throw new problem/* Problem */.AF('object-damaged', `${keyName} in ${store.where} is of ${boxed}: it is not copied`);
    const signed = await store.head(catalog_catalog/* objectName */.Hd.signature(source, id), signal);
    const signature = signed && (await (0,catalog_catalog/* readObject */.Ag)(store, signed.key, signal));
    return { manifest, keys, signature, bytes };
}
/** Before anything is sent: a manifest that is there is never replaced, so whatever is copied to it would not count. */
async function refuseOther({ store }, { source, id }, bytes, signal) {
    const name = catalog_catalog/* objectName */.Hd.manifest(source, id);
    const there = await store.head(name, signal);
    if (!there)
        return;
    const same = there.bytes === bytes.length && Buffer.from(await (0,catalog_catalog/* readObject */.Ag)(store, name, signal)).equals(bytes);
    if (same)
        return;
    throw new problem/* Problem */.AF('store-exists', `${name} in ${store.where} is another manifest: no copy is made over it`, {
        hint: `Look at it; if it is damaged or planted, remove it with the store's own tools, and the next run makes the copy.`,
    });
}
/** The stream itself, erroring at its end unless it was the manifest's bytes: so a damaged copy is never stored. */
function checked(stream, part, where) {
    async function* pass() {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for await (const chunk of stream) {
            hash.update(chunk);
            yield chunk;
        }
        if (hash.digest('hex') !== part.sha256) {
            throw new problem/* Problem */.AF('object-damaged', `${where} does not match its SHA-256: it is not copied`);
        }
    }
    return external_node_stream_.Readable.from(pass());
}

// EXTERNAL MODULE: ./build/js/command/default-branch.js
var default_branch = __webpack_require__(5398);
// EXTERNAL MODULE: ./build/js/command/entry.js
var entry = __webpack_require__(6900);
// EXTERNAL MODULE: ./build/js/command/mixture.js
var command_mixture = __webpack_require__(8164);
// EXTERNAL MODULE: ./build/js/command/project.js + 1 modules
var command_project = __webpack_require__(5086);
// EXTERNAL MODULE: ./build/js/command/retention.js + 1 modules
var retention = __webpack_require__(636);
// EXTERNAL MODULE: ./build/js/command/schedule.js
var schedule = __webpack_require__(719);
// EXTERNAL MODULE: ./build/js/command/secret.js
var secret = __webpack_require__(7958);
// EXTERNAL MODULE: ./build/js/command/verify.js
var command_verify = __webpack_require__(3367);
;// CONCATENATED MODULE: ./build/js/command/run.js














/** What the policy asks for now. Safe to call at any tick: what is not due is left alone, what was missed heals once. */
const run = async (world, options) => {
    const project = await (0,command_project/* openProject */.U8)(world, options);
    const session = (0,command_session/* newSession */.RL)(project, 'run');
    for (const source of project.sources) {
        const catalog = await catalogOf(session, source);
        if (!catalog)
            continue;
        const tasks = (0,plan/* plan */.et)(project.policy, new Map([[source.name, catalog]]), world.now(), [source.name]);
        const warnings = (0,schedule/* scheduleWarnings */.P)(project, source, catalog, world.now());
        for (const warning of warnings)
            world.log.warning(`${source.name}: ${warning}`);
        const known = { tasks: tasks.map(describeTask), history: (0,command_session/* history */.b6)(catalog), warnings };
        session.reports.set(source.name, { ...blank(source), ...known });
        for (const { store } of catalog.unread)
            session.failing.add(store);
        const mixture = (0,command_mixture/* mixtureOf */.O)(project, catalog);
        for (const error of [...(0,entry/* gapsOf */.dc)(catalog), ...(mixture ? [mixture] : [])])
            session.problems.push({ source: source.name, error });
        for (const task of tasks.filter(({ due }) => due))
            await perform(session, source, task, options);
    }
    return (0,command_session/* finish */.O9)(session);
};
/** undefined: it cannot be read at all, which is said, and stops no other source. */
async function catalogOf({ project, problems }, source) {
    const { log, redact } = project.world;
    try {
        return await project.catalog(source);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        problems.push({ source: source.name, error });
        log.error(`${source.name}: ${redact((0,problem/* messageOf */.bD)(error))}`);
        return undefined;
    }
}
const blank = ({ name, engine }) => ({ source: name, engine, proofs: [], problems: [] });
function describeTask({ kind, due, because, next }) {
    return { kind, due, because, ...(next ? { next: next.toISOString() } : {}) };
}
async function perform(session, source, task, options) {
    const { apply = false, thaw: thawed = false } = options;
    const { project } = session;
    const { world } = project;
    const failedBackup = session.problems.some((problem) => problem.source === source.name);
    // Deciding is not worth a run record; deleting is.
    const recorded = task.kind !== 'prune' || apply;
    const because = task.kind === 'prune' ? [...task.because, ...(0,retention/* thawReason */.n)(options)] : task.because;
    const attempted = { work: task.kind, trigger: 'schedule', because, recorded };
    await (0,command_session/* attempt */.CD)(session, source, attempted, () => unlessHeld(work));
    async function work() {
        const catalog = await project.catalog(source);
        switch (task.kind) {
            case 'backup':
                return backUp(session, source, catalog);
            case 'copy':
                return copy(project, source, catalog, [...new Set(task.copies.map(({ id }) => id))]);
            case 'read':
            case 'restore': {
                const waiting = await withoutKey(project, source, catalog, task);
                if (waiting)
                    return waiting;
                const entry = catalog.entries.find(({ id }) => id === task.id) ?? (0,plan/* usable */.Je)(catalog, world.now())[0];
                if (!entry)
                    return { skipped: 'there is no backup to prove yet' };
                return (0,command_verify.prove)(project, source, catalog, entry, task.kind);
            }
            case 'prune': {
                // Backups by a policy that nobody has merged do no harm; deletions may.
                if (apply)
                    await (0,default_branch/* requireDefaultBranch */.T)(world, project.policy.path, options['from-branch']);
                if (apply && failedBackup)
                    world.log.warning(`${source.name}: nothing is deleted while something of it fails`);
                const found = await (0,retention/* retainSource */.h)(project, source, catalog, { apply: apply && !failedBackup, thawed });
                if (found.retention?.applied)
                    session.deleted.push(...found.retention.deleted.map(({ id }) => id));
                return found;
            }
        }
    }
}
/** Another run is at it: what was due is that run's, or the next tick's. */
async function unlessHeld(work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'lease-held'))
            throw error;
        return { skipped: error.message };
    }
}
async function backUp(session, source, catalog) {
    const { project } = session;
    const tags = (0,catalog_catalog/* timeTags */.pK)(catalog.entries, project.world.now());
    const made = await (0,backup.makeBackup)(project, source, catalog, { trigger: 'schedule', tags, retain: false });
    session.ids.push(made.id);
    return made.findings;
}
async function copy(project, source, catalog, ids) {
    // Some may be complete, or gone, since the plan was made.
    const entries = catalog.entries.filter((entry) => ids.includes(entry.id) && entry.missing.length > 0);
    return entries.length === 0 ? {} : { failures: await completeCopies(project, source, entries) };
}
/**
 * A job that only backs up has no secret key: its due proofs wait for the job that has one. If none came in a whole
 * period, that is a failure.
 */
async function withoutKey(project, source, catalog, task) {
    const { world, policy } = project;
    if ((0,secret/* hasSecretKey */.iH)(world))
        return undefined;
    const moment = { now: world.now(), timezone: policy.timezone };
    const late = (0,plan/* proofOverdue */.D8)(task.kind, source, catalog, moment);
    if (!late)
        return { skipped: `the ${task.kind} proof is due, and waits for a job that has RESTORABLE_SECRET_KEY` };
    throw new problem/* Problem */.AF('key-missing', `the ${task.kind} proof of ${source.name} is overdue since ${late.toISOString()}, and this job has no secret key`, {
        hint: 'Run a workflow that has RESTORABLE_SECRET_KEY, as workflows-examples/verify-weekly.yml does.',
    });
}


/***/ }),

/***/ 719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ scheduleWarnings)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7932);

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
function scheduleWarnings({ policy }, source, catalog, now) {
    const health = catalog && (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleHealth */ .WD)(source, catalog, { now, timezone: policy.timezone });
    return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : [];
}


/***/ }),

/***/ 3367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prove: () => (/* binding */ prove),
/* harmony export */   verify: () => (/* binding */ verify)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(669);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7818);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1430);
/* harmony import */ var _entry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6900);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5086);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6560);









/** Proves the newest backup of every source that is named, or the ones whose ids are given. */
const verify = async (world, options) => {
    const level = parseLevel(options.level ?? 'read');
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .openProject */ .U8)(world, options);
    const session = (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .newSession */ .RL)(project, 'verify');
    const attempted = { work: level, trigger: 'manual', because: ['asked for'] };
    const wanted = options.id
        ? await Promise.all(options.id.map(async (id) => {
            const found = await (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .findEntry */ .w4)(project, id);
            (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .requireSource */ .nH)(found, options.source);
            return { source: sourceIn(project, found.shelved.name), id };
        }))
        : project.sources.map((source) => ({ source }));
    for (const { source, id } of wanted) {
        await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .attempt */ .CD)(session, source, attempted, async () => {
            const catalog = await project.catalog(source);
            const entry = id ? (await (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .findEntry */ .w4)(project, id)).entry : (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .newestEntry */ .xm)(catalog, project.world.now());
            if (options.store !== undefined)
                (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .requireCopy */ .Ri)(entry, options.store);
            const found = await prove(project, source, catalog, entry, level, options.store);
            // The output of a step that failed: what it names is proven.
            if (found.proofs?.every(({ outcome }) => outcome === 'passed'))
                session.ids.push(entry.id);
            // The newest one may be damaged so that it does not even show.
            const damaged = id ? [] : catalog.damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message));
            return { ...found, failures: [...damaged, ...(found.failures ?? [])], history: (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .history */ .b6)(catalog) };
        });
    }
    return (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .finish */ .O9)(session);
};
function parseLevel(text) {
    const level = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .levels */ .yr.find((one) => one === text);
    if (level)
        return level;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a level`, { hint: (0,_project_js__WEBPACK_IMPORTED_MODULE_7__/* .suggest */ .ZA)(text, _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .levels */ .yr) });
}
function sourceIn({ policy }, name) {
    const source = policy.sources[name];
    if (source)
        return source;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${name} is no longer a source of ${policy.path}`, {
        hint: 'Its backups can be restored; to prove one, put the source back into the policy with `schedule` left out.',
    });
}
/** One proof of one backup: tried, judged, and stored beside the backup whatever its outcome. */
async function prove(project, source, catalog, entry, level, store) {
    const { world } = project;
    const startedAt = world.now();
    const began = world.monotonicMs();
    const name = store ?? (0,_entry_js__WEBPACK_IMPORTED_MODULE_6__/* .requireCopy */ .Ri)(entry);
    const tried = level === 'check'
        ? await tryCheck(project, source, catalog, entry, store ? [store] : entry.copies)
        : await tryOpen(project, source, entry, level, name);
    const findings = [...tried.findings, ...overRto(source, tried.durations)].map((finding) => ({
        ...finding,
        message: world.redact(finding.message),
    }));
    const failure = findings.find((finding) => finding.level === 'failure');
    const outcome = failure ? 'failed' : 'passed';
    const places = await Promise.all(entry.copies.map((copy) => project.place(copy)));
    const proof = {
        id: entry.id,
        level,
        outcome,
        startedAt,
        finishedAt: world.now(),
        store: name,
        findings,
        durations: tried.durations,
    };
    const unwritten = await (0,_session_js__WEBPACK_IMPORTED_MODULE_8__/* .keepProof */ .MY)(world, places, source.name, proof);
    const report = {
        id: entry.id,
        level,
        outcome,
        durationMs: Math.round(world.monotonicMs() - began),
        durations: tried.durations,
        findings,
        compared: tried.compared,
        ...(source.objectives.rtoMs === undefined ? {} : { rtoMs: source.objectives.rtoMs }),
    };
    const failed = failure ? [proofFailed(entry, level, name, failure, findings)] : [];
    return { proofs: [report], failures: [...failed, ...unwritten] };
}
function proofFailed(entry, level, store, first, all) {
    const failures = all.filter((finding) => finding.level === 'failure').length;
    const more = failures > 1 ? ` (and ${failures - 1} more)` : '';
    const code = first.blame === 'env' ? 'sandbox-failed' : 'proof-failed';
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(code, `the ${level} proof of ${entry.id} in ${store} failed: ${first.message}${more}`, {
        hint: first.hint ?? 'Prove another copy with --store NAME, or an older backup with --id ID; take a new backup now.',
    });
}
async function tryCheck(project, source, catalog, entry, stores) {
    const findings = [];
    for (const name of stores) {
        findings.push(...(await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .checkCopy */ .QS)(await project.place(name), entry.manifest, project.world.signal)));
    }
    const before = catalog.entries.filter((other) => other.foreign === undefined && other.startedAt < entry.startedAt);
    const odd = (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .compareSize */ .HP)(entry.bytes, before.map((other) => other.bytes), source.verify.size);
    if (odd)
        findings.push(odd);
    return { findings, durations: {}, compared: `${entry.manifest.parts.length} objects in ${stores.join(', ')}` };
}
async function tryOpen(project, source, entry, level, name) {
    const { world } = project;
    const { signal } = world;
    const place = await project.place(name);
    const engine = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(entry.manifest.engine);
    const secrets = await project.secretKeys();
    try {
        // A wrong key says nothing about the backup: its Problem passes, and no proof is recorded.
        const key = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .takeKey */ .nN)(place, entry.manifest, secrets, signal);
        const opened = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .openBackup */ .Tw)(place, entry.manifest, key, signal);
        const { assertions, image } = source.verify;
        // Where the policy wants no container, this machine's own programs read the archive.
        const own = image === undefined && source.tools.kind === 'host';
        const made = own ? undefined : opened.facts.server && engine.image(opened.facts.server);
        const runtime = toolRuntime(project, image ?? made);
        if (level === 'read') {
            const findings = await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .readBackup */ .fe)(opened, engine, runtime, assertions, signal);
            return { findings, durations: {}, compared: `${opened.whole.size} parts read whole` };
        }
        const { monotonicMs, temporaryDirectory, runId: label } = world;
        const bench = { runtime, image, baseEnv: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .baseEnv */ .zk)(world), label, temporaryDirectory, monotonicMs, signal };
        return await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .testRestore */ .Z)(opened, engine, assertions, bench);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'object-damaged', 'object-missing'))
            throw error;
        const { message, hint } = error;
        return {
            findings: [{ level: 'failure', blame: 'data', message, ...(hint ? { hint } : {}) }],
            durations: {},
            compared: '',
        };
    }
}
/** Where a proof's client programs run: never in the source's own container, which need not be there. */
function toolRuntime(project, image) {
    const { world } = project;
    if (!image)
        return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .hostRuntime */ .Vo)({ env: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .baseEnv */ .zk)(world) });
    // It reads an archive from its input: whatever that makes of it, it reaches nobody.
    return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerRun */ .AY)({ image, network: 'none', baseEnv: (0,_world_js__WEBPACK_IMPORTED_MODULE_5__/* .baseEnv */ .zk)(world), label: world.runId });
}
function overRto(source, durations) {
    const { rtoMs } = source.objectives;
    const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    if (rtoMs === undefined || took <= rtoMs)
        return [];
    const message = `the restore took ${Math.round(took / 1000)} s, the objective (rto) is ${Math.round(rtoMs / 1000)} s`;
    return [{ level: 'warning', blame: 'env', message }];
}


/***/ })

};
