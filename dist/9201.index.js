export const id = 9201;
export const ids = [9201];
export const modules = {

/***/ 12154:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ eachSource)
});

// EXTERNAL MODULE: ./build/js/command/each-source/seat.js
var seat = __webpack_require__(38637);
;// CONCATENATED MODULE: ./build/js/command/each-source/source-log.js
/**
 * The lines of one source while others are worked on, too: kept until it is this one's turn to be heard, and said at once
 * from then on. So the lines of a source stand together, and no group of a workflow log begins inside another source's.
 */
class SourceLog {
    /** For whoever works on the source; its functions need no object before them. */
    log;
    #to;
    #kept = [];
    #groups = [];
    #heard = false;
    constructor(to, source) {
        this.#to = to;
        this.log = {
            info: (message) => this.#line((log) => log.info(message)),
            warning: (message) => this.#line((log) => log.warning(message)),
            error: (message) => this.#line((log) => log.error(message)),
            fault: (fault) => this.#line((log) => log.fault(fault)),
            group: (name, body) => this.#group(name, body),
            // What is under way changes by itself, and names its source.
            progress: (step) => to.progress({ ...step, source }),
        };
    }
    async #group(name, body) {
        if (this.#heard)
            return this.#to.group(name, body);
        this.#kept.push({ kind: 'open', name });
        try {
            return await body();
        }
        finally {
            if (this.#heard)
                await this.#close();
            else
                this.#kept.push({ kind: 'close' });
        }
    }
    /** It is this source's turn: prints what was held back, and holds back nothing from now on. */
    async hear() {
        // More may come while a group ends.
        for (let next = this.#kept.shift(); next; next = this.#kept.shift()) {
            if (next.kind === 'line')
                next.say(this.#to);
            else if (next.kind === 'open')
                this.#open(next.name);
            else
                await this.#close();
        }
        this.#heard = true;
    }
    #line(say) {
        if (this.#heard)
            say(this.#to);
        else
            this.#kept.push({ kind: 'line', say });
    }
    #open(name) {
        const { promise, resolve } = Promise.withResolvers();
        this.#groups.push({ close: resolve, closed: this.#to.group(name, () => promise) });
    }
    async #close() {
        const group = this.#groups.pop();
        group?.close();
        await group?.closed;
    }
}

;// CONCATENATED MODULE: ./build/js/command/each-source/each-source.js


/**
 * Sees to every source of a session, several at once. What they say stays together, and comes, as do ids and problems, in
 * the order of the policy. What the body throws, such as `cancelled`, is thrown once all that have begun have ended; no
 * further source begins, and what was done until then is in the session.
 */
async function eachSource(session, sources, body) {
    const { world, policy } = session.project;
    const most = Math.min((0,seat/* widthOf */.qz)(policy.concurrency).sources, sources.length);
    if (most <= 1) {
        for (const source of sources)
            await body(session, source);
        return;
    }
    const works = sources.map((source) => ({ source, heard: new SourceLog(world.log, source.name), ...nothingYet() }));
    const ended = works.map(() => Promise.withResolvers());
    const thrown = [];
    let next = 0;
    const worker = async () => {
        for (let at = next++; at < works.length; at = next++) {
            const work = works[at];
            try {
                if (work && thrown.length === 0)
                    await body(sessionOf(session, work), work.source);
            }
            catch (error) {
                thrown.push(error);
            }
            finally {
                ended[at]?.resolve();
            }
        }
    };
    const narrate = async () => {
        for (const [at, { heard }] of works.entries()) {
            await heard.hear();
            await ended[at]?.promise;
        }
    };
    await Promise.all([narrate(), ...Array.from({ length: most }, worker)]);
    for (const { ids, deleted } of works) {
        session.ids.push(...ids);
        session.deleted.push(...deleted);
    }
    const order = new Map(sources.map(({ name }, at) => [name, at]));
    const place = (source) => order.get(source) ?? sources.length;
    session.problems.sort((a, b) => place(a.source) - place(b.source));
    if (thrown.length > 0)
        throw thrown[0];
}
const nothingYet = () => ({ ids: [], deleted: [] });
/** The same session, as one source has it: what is known of stores and problems is known to all. */
function sessionOf(session, { heard: { log }, ids, deleted }) {
    const { project } = session;
    return { ...session, ids, deleted, project: { ...project, world: { ...project.world, log } } };
}


/***/ }),

/***/ 44258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19410);


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

/***/ 57434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ past),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   WE: () => (/* binding */ beginWithDatabases),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   te: () => (/* binding */ isOfStore)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53331);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69581);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19410);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(51430);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27575);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44258);







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
        const { places } = recorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome);
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
