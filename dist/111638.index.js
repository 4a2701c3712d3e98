export const id = 111638;
export const ids = [111638];
export const modules = {

/***/ 67541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ noLog),
/* harmony export */   X8: () => (/* binding */ replayOf),
/* harmony export */   j: () => (/* binding */ isLogged)
/* harmony export */ });
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7647);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


const isLogged = (source) => source.pointInTime !== undefined;
/** What a server says that has none, or none as it is set up. */
const noLog = ({ name }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('source-failed', `${name} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
});
/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
async function replayOf(source) {
    const { replay } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .engineOf */ .ky)(source.engine);
    if (replay)
        return replay;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${source.engine} has no log that can be collected`, {
        hint: 'Take point-in-time out of the source.',
    });
}


/***/ }),

/***/ 61068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k0: () => (/* binding */ basesOfLog),
/* harmony export */   uI: () => (/* binding */ currentLog),
/* harmony export */   x6: () => (/* binding */ readLog),
/* harmony export */   yr: () => (/* binding */ basesNamed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11219);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85893);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);





/**
 * Reads the pieces of a source's log, of its newest two volumes that have any, or of all: of the newest only, where the next
 * piece is to be collected, so that a long log costs no more than a short one.
 */
async function readLog(project, source, which) {
    const found = await volumesOf(project, source);
    const volumes = await (which === 'all' ? all : newest)(found.names, (name) => project.catalog({ name, stores: source.stores }));
    const entries = volumes.flatMap(({ catalog }) => catalog.entries);
    const unread = new Map([...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]));
    return {
        volumes,
        entries,
        stretches: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .stretchesOf */ .TM)(entries, project.world.now()),
        tip: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(entries),
        unread: [...unread.values()],
    };
}
async function all(names, read) {
    const volumes = new Map();
    await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)(names, async (name) => {
        volumes.set(name, await read(name));
    });
    return names.flatMap((name) => {
        const catalog = volumes.get(name);
        return catalog ? [{ name, catalog }] : [];
    });
}
/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newest(names, read) {
    const volumes = [];
    let filled = 0;
    for (const name of names.toReversed()) {
        if (filled === 2)
            break;
        const catalog = await read(name);
        volumes.unshift({ name, catalog });
        if ((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(catalog.entries))
            filled += 1;
    }
    return volumes;
}
/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const unread = failed.map(({ store, problem }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(store, problem));
    const names = new Set();
    for (const { name, store } of places) {
        try {
            for (const folder of await (0,_project_folders_js__WEBPACK_IMPORTED_MODULE_4__/* .foldersOf */ .p)(store, world.signal)) {
                const named = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                const log = named === undefined ? undefined : (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(named);
                if (named !== undefined && log?.source === source.name && log.folder.kind === 'volume')
                    names.add(named);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unread.push((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(name, error));
        }
    }
    return { names: [...names].toSorted((a, b) => numberOf(a) - numberOf(b)), unread };
}
function numberOf(name) {
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name)?.folder;
    return folder?.kind === 'volume' ? folder.number : 0;
}
/** Backups that a log can be played onto: physical ones that have a place of their own, or the dumps of the source. */
async function basesOfLog(project, source, dumps) {
    if (source.pointInTime?.base === undefined)
        return dumps ?? (await project.catalog(source));
    return await project.catalog(basesNamed(source));
}
const basesNamed = ({ name, stores }) => ({
    name: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .logName */ .Is)(name, { kind: 'bases' }),
    stores,
});
/**
 * The newest part of a source's log. Where that goes on from older volumes, what it is played onto may lie before it: then all of it is
 * read.
 */
async function currentLog(project, source, bases) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const stateOf = (log) => logState(log, bases.entries, compare, project.world.now());
    const newest = await readLog(project, source, 'newest');
    const state = stateOf(newest);
    if (!state.stretch?.[0].previous || state.bases.length > 0)
        return { log: newest, state };
    const log = await readLog(project, source, 'all');
    return { log, state: stateOf(log) };
}
function logState(log, bases, compare, now) {
    const { tip } = log;
    const stretch = log.stretches.find((one) => tip !== undefined && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(one).entry.id === tip.entry.id);
    if (!stretch)
        return { tip, stretch, bases: [] };
    const usable = bases.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now) && (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .liesIn */ .z$)(entry, stretch, compare));
    return { tip, stretch, bases: usable.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()) };
}


/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ findRoute),
/* harmony export */   fx: () => (/* binding */ describeRoute),
/* harmony export */   lv: () => (/* binding */ lookAtLog)
/* harmony export */ });
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11219);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61068);





/** Reads all of a source's log, or its newest part, and what it can be played onto. */
async function lookAtLog(project, source, which = 'all', dumps) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const log = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_4__/* .readLog */ .x6)(project, source, which);
    const bases = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_4__/* .basesOfLog */ .k0)(project, source, dumps);
    const windows = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .windowsOf */ .R5)(log.stretches, bases.entries, compare, project.world.now());
    const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))];
    return { windows, log: { ...log, unread }, bases, compare };
}
/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
async function findRoute(project, source, at) {
    const { world } = project;
    const { windows, log, compare } = await lookAtLog(project, source);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: world.now() });
    if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .isRoute */ .Cn)(route))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('unknown-id', route.message, { hint: route.hint });
    for (const line of describeRoute(route))
        world.log.info(`${source.name}: ${line}`);
    return route;
}
/** What will be done, and the moment that it reaches. Pure. */
function describeRoute({ base, log, reaches, bytes, until }) {
    const end = until === 'end' ? ', the end of its log' : '';
    return [
        `restoring to ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMoment */ .K9)(reaches)}${end}`,
        `from ${base.id} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(log.length, 'piece')} of log, ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(bytes)} to download`,
    ];
}


/***/ }),

/***/ 68630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ logLook),
/* harmony export */   Zm: () => (/* binding */ promiseText),
/* harmony export */   kC: () => (/* binding */ logEnd),
/* harmony export */   rF: () => (/* binding */ logTasks),
/* harmony export */   rs: () => (/* binding */ costText)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11219);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75463);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61068);
/* harmony import */ var _route_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(218);








/** All that reports say of a source's log; undefined: the policy has none collected. */
async function logLook(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const look = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'all', dumps);
    const proof = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .proofOfLog */ .yB)(look.log.entries, project.world.now());
    const times = proof && (await timesOf(project, look.log.entries, proof));
    return { ...look, ...(times ? { times: new Map([[proof, times]]) } : {}) };
}
/**
 * Until when it can be restored. Only the newest part is read, so that a long log costs each run no more than a short one; all of
 * it where that part has nothing that it could be played onto.
 */
async function logEnd(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source))
        return undefined;
    const newest = await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'newest', dumps);
    const isKnown = newest.windows.length > 0 || newest.log.entries.every((entry) => !(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, project.world.now()));
    return isKnown ? newest : await (0,_route_js__WEBPACK_IMPORTED_MODULE_7__/* .lookAtLog */ .lv)(project, source, 'all', dumps);
}
/** How long the proof took; undefined where that cannot be read: what it found is known from its name. */
async function timesOf(project, entries, proof) {
    const copies = entries.find(({ id }) => id === proof.id)?.copies ?? [];
    const name = copies.includes(proof.store) ? proof.store : copies[0];
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(proof.id);
    if (name === undefined || folder === undefined)
        return undefined;
    try {
        const place = await project.place(name);
        return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readProofTimes */ .PB)(place, folder, proof, project.world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error))
            throw error;
        return undefined;
    }
}
/** Whether a piece of its log, or a base, is due, as `run` sees it; none of a source without a log, or one that is paused. */
async function logTasks(project, source, dumps) {
    if (!(0,_logged_js__WEBPACK_IMPORTED_MODULE_5__/* .isLogged */ .j)(source) || source.paused)
        return [];
    const moment = { now: project.world.now(), timezone: project.policy.timezone };
    const { state } = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .currentLog */ .uI)(project, source, await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_6__/* .basesOfLog */ .k0)(project, source, dumps));
    return [(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planTick */ .jQ)(source, state, moment), (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .planBase */ .zU)(source, state, moment)];
}
/** "any second of the last 7 d: a piece of its log every 15 m, onto its own backups" */
function promiseText({ pointInTime: { everyMs, windowMs, base } }) {
    const onto = base === undefined ? 'its own backups' : `base backups of "${base}"`;
    return `any second of the last ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(windowMs)}: a piece of its log every ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(everyMs)}, onto ${onto}`;
}
/** What it costs the stores and the server. */
function costText({ pointInTime: { everyMs, windowMs, base, slot, maxSlotLagBytes } }) {
    const perDay = Math.ceil(86_400_000 / everyMs);
    const kept = Math.ceil(windowMs / everyMs);
    const held = base === undefined || slot === 'none'
        ? 'the server keeps its log by its own settings'
        : `its replication slot keeps on the server what is not collected, and runs fail beyond ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(maxSlotLagBytes)}`;
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(perDay, 'piece')} a day, about ${kept} kept; ${held}`;
}


/***/ }),

/***/ 48264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** What has changed on the servers since they were last listed, in words: said once, by the run that finds it. */
function sayDatabases({ expansions, world }) {
    const said = expansions.flatMap(({ group, fresh, vanished, members }) => [
        ...(fresh.length > 0 && fresh.length === members.length
            ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'database')}, each a source of its own: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
            : fresh.length > 0
                ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'new database')}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
                : []),
        ...(vanished.length > 0
            ? [
                `${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(vanished.length, 'database')} ${vanished.length === 1 ? 'is' : 'are'} not on the server any more: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(vanished)}; the backups stay until \`backproof retire SOURCE\` lets them go`,
            ]
            : []),
    ]);
    return said.map(world.redact);
}
/** Of which sources it is not known which databases they have, why, and what to do; no names: of all. */
function doubtsOf({ expansions, world }, names = []) {
    return expansions.flatMap(({ group, doubt }) => {
        if (doubt === undefined || (names.length > 0 && !names.includes(group.name)))
            return [];
        const message = `which databases there are is not known: ${world.redact(doubt)}`;
        return [{ group, message, hint: `Run \`backproof run --source ${group.name}\`, which makes the list anew.` }];
    });
}
/** The same as sentences. */
const saidDoubts = (project, names) => doubtsOf(project, names).map(({ group, message, hint }) => `${group.name}: ${message}. ${hint}`);
/** The same for programs. */
function databasesReport({ expansions }) {
    if (expansions.length === 0)
        return {};
    const databases = expansions.map(({ group, members, gone, fresh, vanished }) => ({
        source: group.name,
        count: members.length,
        ...{ new: fresh, vanished, gone: gone.map(({ name }) => name) },
    }));
    return { databases };
}
/** Servers that did not say which databases they have: nothing is concluded from that, and it is told. */
function unlisted({ expansions }) {
    return expansions.flatMap(({ group, failure }) => failure === undefined ? [] : [{ source: group.name, error: failure }]);
}
/** Throws why there is no telling whether the source's database is there. */
function requireListed({ expansions }, { name, member, databases }) {
    const group = expansions.find((one) => one.group.name === (member?.group ?? name));
    if (group?.failure !== undefined)
        throw group.failure;
    if (databases === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `which databases ${name} has is not known: its server was not asked`, {
        hint: `Run \`backproof backup --source ${name}\` where the server can be reached.`,
    });
}


/***/ }),

/***/ 20172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ past),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Ih: () => (/* binding */ keepTrial),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   Ve: () => (/* binding */ describeTask),
/* harmony export */   WE: () => (/* binding */ beginWithDatabases),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   te: () => (/* binding */ isOfStore)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26174);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79148);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43133);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48264);







/** `sources`: those that the command was asked to see to; of the others nothing is reported. */
function newSession(project, command, sources = project.sources) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
        drills: [],
    };
}
/** What the servers' answers have changed is said, and those that did not answer are problems: gives what to say at the end. */
function beginWithDatabases({ project, problems }) {
    const { log, redact } = project.world;
    for (const { source, error } of (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .unlisted */ .B$)(project)) {
        problems.push({ source, error });
        log.error(`${source}: ${redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
    }
    const changed = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .sayDatabases */ .a9)(project);
    for (const line of changed)
        log.warning(line);
    return changed;
}
/** Of a source that has left the policy, what its backups are of is theirs alone to say. */
function emptyReport(source) {
    return { source: source.name, engine: source.engine ?? 'retired', tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws. Gives whether it was done, and whole.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    let done = false;
    // What only decides is not worth a heading: of 25 sources with nothing to do, 25 would be all that is seen.
    const within = recorded ? world.log.group : (_, body) => body();
    await within(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            done = skipped === undefined && failures.length === 0;
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok);
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
        const isRecorded = recorded === 'failures' ? failures.length > 0 : recorded;
        const { places } = isRecorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome, work);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            // That it takes no record either only follows from a failure that is told.
            if (!session.failing.has(place.name) && !failures.some((known) => isOfStore(known, place.store.where)))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            if (isTold(session, source, error) || isToldOfStore(session, source, error))
                continue;
            const told = session.problems.some((known) => (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(known.error) === (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
            session.problems.push({ source: source.name, error });
            if (!told)
                world.log.error(`${source.name}: ${world.redact((0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutSource */ .iV)((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), source.name))}`);
        }
    });
    return done;
}
/** Whether a failure tells of the store of this place already. */
function isOfStore(error, where) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) && /^(?:store-|retention-refused)/.test(error.code) && error.message.includes(where);
}
/** A key that fits neither of two proofs is one problem of the source. */
function isTold({ problems }, { name }, error) {
    return problems.some(({ source, error: known }) => source === name && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, known.code) && known.message === error.message);
}
/** What a store refuses its catalog, it refuses the backup for the same reason: that is one problem of the source. */
function isToldOfStore({ problems }, { name }, error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) || !error.code.startsWith('store-'))
        return false;
    // "orders-... is not in b: nothing at all is in ..." after "b could not be listed: nothing at all is in ..."
    const why = error.message.split(': ').slice(1).join(': ');
    return problems.some(({ source, error: known }) => source === name &&
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) &&
        known.code.startsWith('store-') &&
        known.hint === error.hint &&
        why !== '' &&
        known.message.endsWith(`could not be listed: ${why}`));
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
/** A task as it stands in the report. */
function describeTask(task) {
    const { kind, due, because, next } = task;
    const paused = task.kind === 'backup' && task.paused ? { paused: true } : {};
    return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) };
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
/** The same of a trial. */
async function keepTrial({ signal }, places, source, trial) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putTrial */ .g0)(places, source, trial, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** What the catalog knows from before: sizes for the sparkline, and the newest proof. */
function past(catalog, now, newest) {
    const proofs = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).flatMap((entry) => entry.proofs);
    const [last] = proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    return {
        history: history(catalog, now, newest),
        ...(last
            ? { lastProof: { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt.toISOString() } }
            : {}),
    };
}
/** The sizes of the backups so far, oldest first. */
function history(catalog, now, newest) {
    const entries = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session, warnings = []) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        timezone: policy.timezone,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: problems.filter(({ source }) => !session.reports.has(source)).map((p) => problemReport(project, p)),
        ...(0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .databasesReport */ .Fn)(project),
        ...(session.drills.length > 0 ? { drills: session.drills } : {}),
        ...(warnings.length > 0 ? { warnings } : {}),
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        told: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; reports earlier holders that never released theirs. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false, goesOn = false } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, {
        ...{ holder: holderOf(project), timezone: project.policy.timezone },
        ...{ now, signal, fromReserve, goesOn },
    });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ })

};
