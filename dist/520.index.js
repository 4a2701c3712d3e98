export const id = 520;
export const ids = [520];
export const modules = {

/***/ 9520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   prune: () => (/* binding */ prune)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);
/* harmony import */ var _binding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6881);
/* harmony import */ var _default_branch_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5398);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5387);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5086);
/* harmony import */ var _retention_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(636);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6560);







/** Shows what retention would delete, and why; with --apply it deletes, with --plan exactly what was planned. */
const prune = async (world, options) => {
    const opened = await (0,_project_js__WEBPACK_IMPORTED_MODULE_4__/* .openProject */ .U8)(world, options);
    const saved = options.plan === undefined ? undefined : await (0,_binding_js__WEBPACK_IMPORTED_MODULE_1__/* .readPlan */ .m3)((0,_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(world.cwd, options.plan));
    // Sources that are named are refused where the plan is silent on them, not left out.
    const project = saved && !options.source?.length ? planned(opened, saved) : opened;
    const apply = options.apply === true || saved !== undefined;
    if (saved && options.thaw)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('usage', 'a saved plan is carried out as it is: --thaw cannot add to it', {
            hint: 'Type `restorable prune --apply --thaw` instead.',
        });
    if (apply)
        await (0,_default_branch_js__WEBPACK_IMPORTED_MODULE_2__/* .requireDefaultBranch */ .T)(world, project.policy.path, options['from-branch']);
    // Before anything of any source is deleted: a plan is carried out whole.
    if (saved)
        for (const source of project.sources)
            (0,_binding_js__WEBPACK_IMPORTED_MODULE_1__/* .confirmPlan */ .U3)(saved, project, source, await project.catalog(source));
    const session = (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .newSession */ .RL)(project, 'prune');
    const asked = saved ? `asked for, by the plan of ${saved.at}` : apply ? 'asked for, with --apply' : 'asked for';
    const because = [asked, ...(0,_retention_js__WEBPACK_IMPORTED_MODULE_5__/* .thawReason */ .n)(options)];
    for (const source of project.sources) {
        const attempted = { work: 'prune', trigger: 'manual', because, recorded: apply };
        await (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .attempt */ .CD)(session, source, attempted, async () => {
            const catalog = await project.catalog(source);
            const found = await (0,_retention_js__WEBPACK_IMPORTED_MODULE_5__/* .retainSource */ .h)(project, source, catalog, {
                apply,
                saved,
                looksAtLocks: true,
                thawed: options.thaw === true,
            });
            session.deleted.push(...(apply ? (found.retention?.deleted.map(({ id }) => id) ?? []) : []));
            return { ...found, history: (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .history */ .b6)(catalog) };
        });
    }
    return (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .finish */ .O9)(session);
};
/** The sources that the plan speaks of. */
function planned(project, saved) {
    const speaks = (name) => saved.sources.some(({ source }) => source === name);
    if (!Object.keys(project.policy.sources).some(speaks)) {
        const names = saved.sources.map(({ source }) => source).join(', ') || 'no source';
        throw (0,_binding_js__WEBPACK_IMPORTED_MODULE_1__/* .refusePlan */ .gy)(saved, `it speaks of ${names}, and ${project.policy.path} has none of that`);
    }
    return { ...project, sources: project.sources.filter(({ name }) => speaks(name)) };
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


/***/ })

};
