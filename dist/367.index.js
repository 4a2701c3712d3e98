export const id = 367;
export const ids = [367];
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

/***/ 6560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   b6: () => (/* binding */ history),
/* harmony export */   eZ: () => (/* binding */ namesOf)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5606);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1430);
/* harmony import */ var _all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6183);





function newSession(project, command) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(project.sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
    };
}
function emptyReport(source) {
    return { source: source.name, engine: source.engine, tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    await world.log.group(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok);
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
        };
        const { places } = recorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            if (!session.failing.has(place.name))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            session.problems.push({ source: source.name, error });
            world.log.error(`${source.name}: ${world.redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
        }
    });
}
/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session, source, work, because) {
    session.project.world.log.warning(`${source.name}: ${because}`);
    const known = session.reports.get(source.name) ?? emptyReport(source);
    const tasks = known.tasks.map((task) => task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task);
    session.reports.set(source.name, { ...known, tasks });
}
function merge(session, source, found) {
    const known = session.reports.get(source.name) ?? emptyReport(source);
    session.reports.set(source.name, {
        ...known,
        ...found,
        tasks: [...known.tasks, ...(found.tasks ?? [])],
        proofs: [...known.proofs, ...(found.proofs ?? [])],
        history: found.history ?? known.history,
    });
}
/** Stores a proof beside its backup; gives the failure where not every place took it. */
async function keepProof({ versions, signal }, places, source, proof) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putProof */ .mc)(places, source, proof, versions, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** The sizes of the backups so far, oldest first, for the sparkline. */
function history(catalog, newest) {
    const entries = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: [],
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        named: true,
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; says who never gave theirs back. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, { holder: holderOf(project), now, signal, fromReserve });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without giving its lease back, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
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
