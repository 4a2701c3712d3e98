export const id = 560;
export const ids = [560];
export const modules = {

/***/ 6560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   b6: () => (/* binding */ history)
/* harmony export */ });
/* unused harmony export namesOf */
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5415);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2022);



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
        const [first] = failures;
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: codeOf(first), message: world.redact(messageOf(first)) } }),
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
            world.log.error(`${source.name}: ${world.redact(messageOf(error))}`);
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
    const report = {
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
    };
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ world, policy }, { source, error }) {
    const hint = (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error) ? error.hint : undefined;
    const line = policy.sources[source]?.line;
    return {
        code: codeOf(error),
        message: world.redact(messageOf(error)),
        ...(hint ? { hint: world.redact(hint) } : {}),
        source,
        ...(line ? { line } : {}),
    };
}
function codeOf(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error) ? error.code : 'bug';
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ })

};
