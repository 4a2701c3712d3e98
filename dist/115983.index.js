export const id = 115983;
export const ids = [115983];
export const modules = {

/***/ 98977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NJ: () => (/* binding */ sayLimit),
/* harmony export */   iP: () => (/* binding */ startLimit),
/* harmony export */   oV: () => (/* binding */ limitMs)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


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

/***/ 81387:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ openWhole),
/* harmony export */   a: () => (/* binding */ requireIncrements)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84032);
/* harmony import */ var _copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82752);




/** A copy of a backup; of an increment, with all that it builds on, as the full backup that it stands for. */
async function openWhole(project, { engine, entry, entries, place, signal }) {
    const last = await openOne(project, entry, place, signal);
    if (entry.manifest.base === undefined)
        return last;
    requireIncrements(engine, entry);
    const bases = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .basesOf */ .cF)(entry, entries);
    if (bases[0]?.manifest.kind !== 'full' || bases.at(-1)?.id !== entry.manifest.base)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-missing', `${entry.id} builds on ${entry.manifest.base}, which is deleted or missing`, {
            hint: 'Run `backproof show ID` of it, and restore another backup.',
        });
    const opened = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(bases, async (base) => openOne(project, base, await nearest(project, base, place), signal), 8);
    return joined([...opened, last], engine, signal);
}
/** Throws `tool-version` for an increment of an engine that makes none. */
function requireIncrements({ increments }, { id, manifest }) {
    if (manifest.base === undefined || increments)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-version', `${id} is an increment on ${manifest.base}, which this version cannot restore`, {
        hint: 'Use the version of backproof that made it; `restore --raw DIR` writes its decrypted parts.',
    });
}
async function openOne(project, { manifest }, place, signal) {
    return (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .openBackup */ .Tw)(place, manifest, await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), signal), signal);
}
async function nearest(project, base, place) {
    const broken = (base.damaged ?? []).map(({ store }) => store);
    const good = (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestCopies */ .e)(project.policy, base).filter((store) => !broken.includes(store));
    const [first] = good;
    if (first === undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-missing', `no store has ${base.id} whole`, {
            hint: 'Run `backproof run`, which mends copies; or restore a backup that does not build on it.',
        });
    return good.includes(place.name) ? place : project.place(first);
}
function joined(levels, engine, signal) {
    const last = levels.at(-1);
    const plain = engine.increments?.whole(levels, signal);
    if (!last || !plain)
        throw new Error('a chain has at least one backup, of an engine that makes increments');
    const whole = new Set();
    return {
        ...plain,
        whole,
        sealedBytes: levels.reduce((sum, level) => sum + level.sealedBytes, 0),
        readBytes: () => levels.reduce((sum, level) => sum + level.readBytes(), 0),
        async open(part) {
            const stream = await plain.open(part);
            stream.once('end', () => whole.add(part));
            return stream;
        },
    };
}


/***/ }),

/***/ 16119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  MG: () => (/* binding */ overRto),
  zn: () => (/* binding */ prove),
  or: () => (/* binding */ proveCopy)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 39 modules
var catalog_catalog = __webpack_require__(35549);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./progress.js
var progress_0 = __webpack_require__(17973);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/copy/nearest.js
var nearest = __webpack_require__(82752);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./command/project/confirm-entry.js



/**
 * The backup, by the manifest that the store itself has now: no proof may be written for a backup that one wrong
 * answer, or a cache, has made up. Throws `manifest-damaged` if the store gives a different answer each time.
 */
async function confirmEntry(project, source, entry, store) {
    const there = await manifestIn(project, entry, store);
    if (there === undefined || (0,external_node_util_.isDeepStrictEqual)(there, entry.manifest))
        return entry;
    const { entries } = await project.catalog(source, 'all');
    const found = entries.find(({ id }) => id === entry.id);
    if (found && (0,external_node_util_.isDeepStrictEqual)(found.manifest, await manifestIn(project, found, store)))
        return found;
    throw new problem/* Problem */.AF('manifest-damaged', `the manifest of ${entry.id} in ${store} is different each time it is read`, {
        hint: 'It cannot be proven now. Check what sits between this machine and the store, then run `backproof verify` again.',
    });
}
/** undefined: it is not there, or does not read, which is for the proof to say. */
async function manifestIn(project, { id, manifest: { source } }, name) {
    const { store } = await project.place(name);
    const key = catalog_catalog/* objectName */.Hd.manifest(source, id);
    try {
        return (0,catalog_catalog/* parseManifest */.eE)(await (0,catalog_catalog/* readObject */.Ag)(store, key, project.world.signal), id, `${key} in ${store.where}`);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'object-missing', 'object-damaged', 'object-archived', 'manifest-damaged'))
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/session.js
var session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/time-limit.js
var time_limit = __webpack_require__(98977);
// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
;// CONCATENATED MODULE: ./command/verify/chain.js

/** Whether the size of a full backup may be compared with that of this one. */
const isGoodFull = (entry, now) => entry.manifest.kind === 'full' && (0,catalog_catalog/* standing */.JA)(entry, now) === 'good';
/** What is wrong with a backup that this one builds on says nothing of this one's own bytes. Pure. */
function ofItself(tried, entry, { entries }) {
    const bases = (0,catalog_catalog/* basesOf */.cF)(entry, entries);
    const findings = tried.findings.map((finding) => {
        const base = bases.find(({ id }) => finding.level === 'failure' && finding.message.includes(id));
        if (!base || (finding.blame !== 'data' && finding.blame !== 'copy'))
            return finding;
        const hint = `Run \`backproof verify --id ${base.id}\`, which tells which of its copies are whole, and take a new backup now.`;
        return { ...finding, blame: 'env', message: `it builds on ${base.id}: ${finding.message}`, hint };
    });
    return { ...tried, findings };
}

;// CONCATENATED MODULE: ./command/verify/prove.js
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
 * Proves a backup, copy by copy, and stores each answer beside it whatever it is. A copy that is damaged, or cannot be read,
 * is named, and the next one is tried.
 */
async function prove(project, source, catalog, entry, { level, image, stores = (0,nearest/* nearestCopies */.e)(project.policy, entry), copies, witness }) {
    if (level !== 'check')
        (0,project_entry/* requireRestorable */.vc)(entry);
    const startedAt = project.world.now();
    const proofs = [];
    const damaged = [];
    const failures = [];
    const unwritten = [];
    let answered;
    for (const store of stores) {
        if (copies === 'first' && answered !== undefined)
            break;
        try {
            const first = proofs.length === 0;
            const request = { source, catalog, entry, level, image, store, startedAt, first, ...(witness ? { witness } : {}) };
            const { proof, report, unwritten: refused } = await proveCopy(project, request);
            proofs.push(report);
            unwritten.push(...refused);
            const broken = proof.findings.find(({ level, blame }) => level === 'failure' && blame === 'copy');
            if (broken)
                damaged.push({ proof: report, failure: broken });
            const failure = proof.findings.find(({ level, blame }) => level === 'failure' && blame !== 'copy');
            if (failure)
                failures.push(image === undefined ? proofFailed(report, failure) : trialFailed(report, image, failure));
            if (failure || !broken)
                answered ??= store;
            // What the environment refuses one copy, it refuses the next as well.
            if (failure && !(0,catalog_catalog/* condemns */.Et)(proof))
                break;
        }
        catch (error) {
            if (!(0,failover/* isOfOneStore */.X)(error))
                throw error;
            // All copies are sealed to the same keys, as a rule.
            const known = (0,problem/* isProblem */.AN)(error, 'key-wrong') && failures.some((one) => (0,problem/* isProblem */.AN)(one, 'key-wrong'));
            if (!known)
                failures.push(error);
            const next = stores[stores.indexOf(store) + 1];
            if (next && answered === undefined && error.code !== 'key-wrong')
                project.world.log.warning(`${entry.id}: ${error.message}; trying the copy in ${next}`);
        }
    }
    const passed = proofs.find(({ outcome }) => outcome === 'passed')?.store;
    failures.push(...damaged.map(({ proof, failure }) => copyDamaged(proof, failure, passed)));
    // A store that takes none of the proofs is named once.
    return { proofs, failures: [...failures, ...unwritten.slice(0, 1)] };
}
/** One proof of one copy: tried, judged, and stored in every store that has the backup. */
async function proveCopy(project, request) {
    const { source, level, store, startedAt } = request;
    const { world } = project;
    const entry = await confirmEntry(project, source, request.entry, store);
    const began = world.monotonicMs();
    const tried = level === 'check'
        ? await tryCheck(project, { ...request, entry })
        : await tryTwice(project, { ...request, entry }, level);
    const findings = [...tried.findings, ...overRto(source, tried.durations)].map((finding) => ({
        ...finding,
        message: world.redact(finding.message),
    }));
    const outcome = findings.some((finding) => finding.level === 'failure') ? 'failed' : 'passed';
    const { durations } = tried;
    const proof = {
        id: entry.id,
        level,
        outcome,
        startedAt,
        finishedAt: world.now(),
        store,
        findings,
        durations,
    };
    const holding = [...new Set([...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store), store])];
    const places = await Promise.all(holding.map((name) => project.place(name)));
    const { image } = request;
    const unwritten = image === undefined
        ? await (0,session/* keepProof */.MY)(world, places, source.name, proof)
        : await (0,session/* keepTrial */.Ih)(world, places, source.name, { proof, image });
    const report = {
        id: entry.id,
        store,
        level,
        outcome,
        durationMs: Math.round(world.monotonicMs() - began),
        durations,
        findings,
        compared: image === undefined ? tried.compared : `${tried.compared}, on ${image}: a trial, which counts as no proof`,
        // Only a restore measures it.
        ...(source.objectives.rtoMs === undefined || level !== 'restore' ? {} : { rtoMs: source.objectives.rtoMs }),
    };
    return { proof, report, unwritten };
}
/** What fails before anything is restored is the choice of the image, as a rule. */
const trialFailed = ({ id }, image, { blame, message, hint }) => new problem/* Problem */.AF('restore-failed', `${id} would not restore on ${image}: ${message}`, {
    hint: blame === 'env'
        ? `Give --image the version that was dumped or a newer one, of the same product, by a name that this machine can pull; it says nothing against the backup.${hint ? ` ${hint}` : ''}`
        : `${hint ? `${hint} ` : ''}This says nothing against the backup: mend the source before its server is changed for the version of --image.`,
});
const codes = {
    data: 'proof-failed',
    copy: 'proof-failed',
    env: 'sandbox-failed',
    source: 'restore-failed',
    policy: 'policy-invalid',
};
function proofFailed({ id, level, store, findings }, first) {
    const failures = findings.filter((finding) => finding.level === 'failure').length;
    const more = failures > 1 ? ` (and ${failures - 1} more)` : '';
    return new problem/* Problem */.AF(codes[blamed(findings)], `the ${level} proof of ${id} in ${store} failed: ${first.message}${more}`, {
        hint: first.hint ?? 'Prove an older backup with --id ID; take a new backup now.',
    });
}
/** Whose fault a failed proof is: the backup's, if that of any of it. */
function blamed(all) {
    const blames = all.filter(({ level }) => level === 'failure').map(({ blame }) => blame);
    return ['data', 'copy', 'policy', 'source', 'env'].find((one) => blames.includes(one)) ?? 'data';
}
/** `whole`: a store whose copy of the same backup passed. */
function copyDamaged(report, first, whole) {
    const { message, hint } = proofFailed(report, first);
    const { id, store } = report;
    if (whole === undefined)
        return new problem/* Problem */.AF('proof-failed', message, { hint });
    return new problem/* Problem */.AF('proof-failed', `${message}; the copy in ${whole} passed`, {
        hint: `The backup is good: the next \`backproof run\` heals the copy of ${id} in ${store} from ${whole}.`,
    });
}
/** A failure that the bytes of this one copy explain is the copy's; else it is that of the backup, whichever copy is read. */
async function tryCheck(project, { source, catalog, entry, store, first, tried }) {
    const found = tried ?? (await checkAloud(project, source, entry, store));
    const findings = found.map(ofCopy);
    // What an increment holds depends on what has changed.
    if (first && entry.manifest.kind === 'full') {
        const now = project.world.now();
        const before = catalog.entries.filter((other) => isGoodFull(other, now) && other.startedAt < entry.startedAt);
        const odd = (0,verify/* compareSize */.HP)(entry.bytes, before.map((other) => other.bytes), source.verify.size);
        if (odd)
            findings.push(odd);
    }
    return { findings, durations: {}, compared: `${entry.manifest.parts.length} objects in ${store}` };
}
async function checkAloud({ world, policy, place }, source, { id, manifest }, store) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const limit = __addDisposableResource(env_1, startProofLimit(world, source), false);
        try {
            const at = await place(store);
            return await (0,progress_0/* during */.iW)(world.log, { what: `${id}: checking the copy in ${store}` }, () => (0,verify/* checkCopy */.QS)(at, manifest, policy.encryption.signers, limit.signal));
        }
        catch (error) {
            if (limit.expired && !world.signal.aborted)
                return endedBy(limit.expired).findings;
            throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
const startProofLimit = (world, source) => (0,time_limit/* startLimit */.iP)(world.signal, (0,time_limit/* limitMs */.oV)(source), 'it', 'sandbox-failed', 'Set verify: { timeout: 12h } of the source in the policy, if it may take that long.');
const ofCopy = (finding) => (finding.blame === 'data' ? { ...finding, blame: 'copy' } : finding);
async function tryTwice(project, request, level) {
    const { source, entry, store } = request;
    const { log } = project.world;
    for (let attempt = 1;; attempt++) {
        const tried = ofItself(await tryOpen(project, request, level), entry, request.catalog);
        const failed = tried.findings.filter(({ level }) => level === 'failure');
        if (failed.length === 0 || failed.every(({ blame }) => blame !== 'data' && blame !== 'copy'))
            return tried;
        const wrong = await checkAloud(project, source, entry, store);
        if (wrong.some(({ blame }) => blame === 'data'))
            return { ...tried, findings: tried.findings.map(ofCopy) };
        if (!tried.broke || attempt === 2)
            return tried;
        log.warning(`${entry.id}: what ${store} returned could not be opened, but its objects are intact: reading them once more`);
    }
}
/** `broke`: the bytes were not what the manifest says, so that another answer may be right. */
async function tryOpen(project, { source, catalog, entry, store, image: other, witness }, level) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const limit = __addDisposableResource(env_2, startProofLimit(world, source), false);
        const { signal } = limit;
        const place = await project.place(store);
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        const secrets = await project.secretKeys();
        let blame = 'copy';
        try {
            // Whole parts are no intact copy: what a restore from this store alone starts with is this store's own.
            const uncommitted = await (0,verify/* checkCommitment */.qN)(place, entry.manifest, project.policy.encryption.signers, signal);
            if (uncommitted.length > 0)
                return { findings: uncommitted.map(ofCopy), durations: {}, compared: '', broke: true };
            // A wrong key says nothing about the backup: its Problem passes, and no proof is recorded.
            await (0,verify/* takeKey */.nN)(place, entry.manifest, secrets, signal);
            // Each store has a key object of its own; the sealed parts are the same bytes everywhere.
            blame = 'data';
            const opened = await (0,whole/* openWhole */.A)(project, { engine, entry, entries: catalog.entries, place, signal });
            const { assertions, image: usual } = source.verify;
            const image = other ?? usual;
            const known = (0,databases_open/* sourceNamed */.Lt)(project, source.name);
            const own = known?.engine === engine.name ? { source: known } : {};
            if (level === 'read') {
                const reading = {
                    what: `${entry.id}: reading`,
                    done: opened.readBytes,
                    of: opened.sealedBytes,
                    unit: 'sealed',
                };
                const by = { image, tools: source.tools, ...own };
                const findings = await (0,progress_0/* during */.iW)(world.log, reading, () => (0,verify/* readBackup */.fe)(opened, (files) => engine.contents(opened, by, project.bench, signal, files), assertions));
                return { findings, durations: {}, compared: `${opened.whole.size} parts read whole`, broke: false };
            }
            const { monotonicMs, log } = world;
            const { progress } = log;
            const looking = witness ? { witness } : {};
            const around = { id: entry.id, image, ...own, ...looking, bench: project.bench, monotonicMs, progress, signal };
            const tested = await (0,verify/* testRestore */.Z)(opened, engine, assertions, around);
            return limit.expired && !world.signal.aborted ? { ...endedBy(limit.expired), durations: tested.durations } : tested;
        }
        catch (error) {
            // What was cut off says nothing of the backup.
            if (limit.expired && !world.signal.aborted)
                return endedBy(limit.expired);
            if (!(0,problem/* isProblem */.AN)(error, 'object-damaged', 'object-missing'))
                throw error;
            const { message, hint } = error;
            return {
                findings: [{ level: 'failure', blame, message, ...(hint ? { hint } : {}) }],
                durations: {},
                compared: '',
                broke: true,
            };
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
function endedBy({ message, hint }) {
    const finding = { level: 'failure', blame: 'env', message, ...(hint ? { hint } : {}) };
    return { findings: [finding], durations: {}, compared: '', broke: false };
}
/** A restore that takes longer than the objective proves the backup all the same. */
function overRto(source, durations) {
    const { rtoMs } = source.objectives;
    const took = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    if (rtoMs === undefined || took <= rtoMs)
        return [];
    const message = `the restore took ${Math.round(took / 1000)} s, the objective (rto) is ${Math.round(rtoMs / 1000)} s`;
    return [{ level: 'warning', blame: 'env', message }];
}


/***/ }),

/***/ 14103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O0: () => (/* binding */ requestDue),
/* harmony export */   dG: () => (/* binding */ proveSeated),
/* harmony export */   hj: () => (/* binding */ checkSeated)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75463);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85149);
/* harmony import */ var _copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82752);
/* harmony import */ var _prove_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16119);
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




/** What a proof by schedule reads: of a restore the nearest copy, of a read each in its turn, or all. */
function requestDue({ policy, world }, source, catalog, entry, level) {
    if (level === 'restore')
        return { level, copies: 'first' };
    if (source.verify.copies === 'all')
        return { level, stores: (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .allCopies */ .b)(policy, entry), copies: 'all' };
    return { level, stores: (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .inTurn */ .lo)((0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .nearestCopies */ .e)(policy, entry), catalog, world.now()), copies: 'first' };
}
/** Proves a backup once this machine has room for it, beside other sources. */
async function proveSeated(project, source, catalog, entry, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { seats, world } = project;
        const isRestore = request.level === 'restore';
        // A throw-away server is as much work as what goes into it; those of one server's sources come one after the other.
        const _server = __addDisposableResource(env_1, await seats.server(isRestore ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .serverOf */ .FN)(source) : undefined, world.signal), false);
        const _heavy = __addDisposableResource(env_1, await seats.heavy(isRestore ? Number.POSITIVE_INFINITY : entry.bytes, world.signal), false);
        return (0,_prove_js__WEBPACK_IMPORTED_MODULE_2__/* .prove */ .zn)(project, source, catalog, entry, request);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Checks these backups, every copy of each. */
async function checkSeated(project, source, catalog, ids) {
    const found = [];
    for (const entry of catalog.entries.filter(({ id }) => ids.includes(id))) {
        const stores = (0,_copy_nearest_js__WEBPACK_IMPORTED_MODULE_3__/* .allCopies */ .b)(project.policy, entry);
        found.push(await proveSeated(project, source, catalog, entry, { level: 'check', stores, copies: 'all' }));
    }
    return {
        proofs: found.flatMap(({ proofs = [] }) => proofs),
        failures: found.flatMap(({ failures = [] }) => failures),
    };
}


/***/ })

};
