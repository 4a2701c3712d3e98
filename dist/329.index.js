export const id = 329;
export const ids = [329,560];
export const modules = {

/***/ 5329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   doctor: () => (/* binding */ doctor)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5415);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2022);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6413);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8037);
/* harmony import */ var _session_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6560);
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







/** Checks everything that a backup needs, without making one; says what to type for what is wrong. */
const doctor = async (world, options) => {
    const project = await (0,_project_js__WEBPACK_IMPORTED_MODULE_5__/* .openProject */ .U8)(world, options);
    const problems = [];
    const found = [
        { what: `policy ${project.policy.path}`, outcome: 'good', says: `${project.sources.length} sources` },
    ];
    const examine = async (what, body) => {
        world.log.progress(what);
        try {
            const says = await body();
            found.push(typeof says === 'string' ? { what, outcome: 'good', says } : { what, ...says });
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error) || error.code === 'cancelled')
                throw error;
            problems.push(error);
            found.push({
                what,
                outcome: 'bad',
                says: world.redact(error.message),
                ...(error.hint ? { hint: error.hint } : {}),
            });
        }
    };
    await examine('secret key', async () => secretKeys(project));
    await examine('signing key', async () => {
        const { signers } = project.policy.encryption;
        if (project.signingKey())
            return 'given';
        if (signers.length === 0)
            return { outcome: 'note', says: 'not given, and the policy names no signers' };
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('key-missing', 'the policy names signers, but RESTORABLE_SIGNING_KEY is not set', {
            hint: 'Set it in the jobs that back up; without it their backups would not count.',
        });
    });
    for (const source of project.sources) {
        await examine(`source ${source.name}`, () => inspect(project, source));
        for (const store of source.stores) {
            await examine(`${source.name} in ${store}`, () => write(project, source, store));
            await examine(`${source.name} in ${store}: delete`, () => removal(project, source, store));
        }
    }
    const text = () => [
        (0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .table */ .tp)(found.map(({ what, outcome, says }) => [
            outcome === 'bad' ? 'BAD ' : outcome === 'note' ? 'note' : 'good',
            what,
            says,
        ])),
        ...found.flatMap(({ what, hint }) => (hint ? [`\n${what}: ${hint}`] : [])),
    ].join('\n');
    return { json: { version: 1, checks: found }, text, problems };
};
async function secretKeys(project) {
    const given = Boolean(project.world.env['RESTORABLE_SECRET_KEY'] || project.world.env['RESTORABLE_SECRET_KEY_FILE']);
    if (!given)
        return { outcome: 'note', says: 'not given: fine for backups; verify and restore need RESTORABLE_SECRET_KEY' };
    const secrets = await project.secretKeys();
    const mine = new Set(secrets.map((secret) => secret.fingerprint));
    const fits = project.policy.encryption.recipients.filter((recipient) => mine.has((0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .Rj)(recipient)));
    if (fits.length > 0)
        return `opens backups sealed to ${fits.map(_seal_seal_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .Rj).join(', ')}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('key-wrong', 'none of the secret keys given belongs to a recipient of the policy', {
        hint: `The policy seals to ${project.policy.encryption.recipients.map(_seal_seal_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprint */ .Rj).join(', ')}; the keys given are ${[...mine].join(', ')}.`,
    });
}
async function inspect(project, source) {
    const { signal } = project.world;
    const engine = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .k)(source.engine);
    const runtime = await project.runtime(source, signal);
    const { server, sizeBytes } = await engine.inspect(source, runtime, signal);
    return `${source.engine}${server ? ` ${server.version}` : ''}, about ${(0,_report_report_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(sizeBytes)}, programs on ${runtime.where}`;
}
/** Lists, writes, reads and replaces one small object: what a backup does, without leaving anything but a lease. */
async function write(project, source, name) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const { store } = await project.place(name);
        for await (const _ of store.list(`${source.name}/manifests/`, world.signal))
            break;
        const options = { holder: (0,_session_js__WEBPACK_IMPORTED_MODULE_6__/* .holderOf */ .Kd)(project), now: world.now, signal: world.signal };
        const _lease = __addDisposableResource(env_1, await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLease */ .ZZ)(store, source.name, options), true);
        return `${store.where}: list, read and write work`;
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
/** Removing what is not there tells whether removing is allowed. */
async function removal(project, source, name) {
    const { store } = await project.place(name);
    try {
        await store.remove([_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.data(source.name, `${source.name}-2000-01-01T00-00-00.000000Z`, 'none')], project.world.signal);
        return 'allowed';
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-denied'))
            throw error;
        return { outcome: 'note', says: 'denied: right for a job that only backs up; prune needs it' };
    }
}


/***/ }),

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
