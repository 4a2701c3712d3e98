export const id = 957398;
export const ids = [957398];
export const modules = {

/***/ 8177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zo: () => (/* binding */ fitOf),
/* harmony export */   x1: () => (/* binding */ examineFit)
/* harmony export */ });
/* unused harmony export misfits */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45071);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14389);
/* harmony import */ var _project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24895);
/* harmony import */ var _workflow_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77497);






const folder = '.github/workflows';
/** The jobs of the workflows beside a policy, and of those that are named; undefined: it has none that use this program. */
async function workflowsBeside(world, policy, named = []) {
    const root = (await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .rootOf */ .I5)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__/* .pathFrom */ .Iw)(world.cwd, policy)))) ?? world.cwd;
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder)).catch((error) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
            return [];
        throw error;
    });
    const beside = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder, name));
    const paths = new Set([...beside.sort(), ...named.map((path) => (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_4__/* .pathFrom */ .Iw)(world.cwd, path))]);
    const jobs = [];
    for (const path of paths)
        jobs.push(...(0,_workflow_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobsOf */ .aG)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, path), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8')));
    return jobs.length > 0 ? jobs : undefined;
}
/** Where policy and workflows do not fit each other. Pure. */
function misfits({ sources, timezone, notify }, jobs, now) {
    return [
        ...Object.values(sources).flatMap((source) => [
            ...backupMisfits(source, timezone, jobs, now),
            ...['read', 'restore'].flatMap((level) => proofMisfits(source, level, timezone, jobs, now)),
        ]),
        ...jobs.flatMap(deleters),
        ...(notify ? tellers(notify, jobs) : []),
    ];
}
const concerns = ({ sources }, { name }) => sources.length === 0 || sources.includes(name);
const cronsOf = (jobs) => jobs.flatMap(({ crons }) => crons).filter((line) => (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .cronFault */ .Rz)(line, 'UTC') === undefined);
const filesOf = (jobs) => [...new Set(jobs.map(({ file }) => file))].join(', ');
function backupMisfits(source, timezone, jobs, now) {
    const { name, schedule, paused } = source;
    if (schedule === undefined || paused)
        return [];
    const backing = jobs.filter(({ calls }) => calls.some((call) => ['run', 'backup'].includes(call.command) && concerns(call, source)));
    const crons = cronsOf(backing);
    if (crons.length === 0)
        return [
            {
                source: name,
                kind: 'broken',
                says: `no workflow backs up ${name} on a schedule, though the policy says "${schedule}"`,
                hint: 'Call `run` from a workflow with on: schedule, as workflows-examples/scheduled.yml does.',
            },
        ];
    return slower(source, schedule, timezone, backing, 'backup', now);
}
function proofMisfits(source, level, timezone, jobs, now) {
    const schedule = source.verify[level];
    if (schedule === undefined)
        return [];
    const proving = jobs.filter(({ calls, hasKey, crons }) => hasKey && crons.length > 0 && calls.some((call) => call.proves.includes(level) && concerns(call, source)));
    if (proving.length === 0)
        return [
            {
                source: source.name,
                kind: 'broken',
                says: `no workflow has the key that the ${level} proof of ${source.name} needs, though the policy says "${schedule}"`,
                hint: 'Call `verify --due` from a workflow with on: schedule and BACKPROOF_SECRET_KEY, as workflows-examples/prove.yml does.',
            },
        ];
    return slower(source, schedule, timezone, proving, `${level} proof`, now);
}
function slower({ name }, schedule, timezone, jobs, what, now) {
    const { ticks, missed } = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .answered */ .oQ)(schedule, timezone, cronsOf(jobs), now);
    if (missed === 0)
        return [];
    return [
        {
            source: name,
            kind: 'broken',
            says: `${filesOf(jobs)} runs less often than the policy asks: ${missed} of the next ${ticks} times at which a ${what} of ${name} is due ("${schedule}") pass without a run`,
            hint: 'Run the workflow more often than the schedule in the policy: `run` and `verify --due` do only what is due.',
        },
    ];
}
/** Who gets hold of such a job can delete what it has backed up. */
function deleters({ file, name, calls }) {
    const backs = calls.some(({ command }) => command === 'run' || command === 'backup');
    if (!backs || !calls.some(({ apply }) => apply))
        return [];
    return [
        {
            kind: 'risky',
            says: `${file}: the job ${name} backs up and may delete (apply): whoever takes it over can delete the backups`,
            hint: 'Remove apply, and call `prune --apply` from a separate job with the role that deletes, as workflows-examples/prune.yml does.',
        },
    ];
}
const telling = ['run', 'backup', 'verify', 'prune', 'alert'];
/** Whether alerts can reach anybody, also when the workflow that makes backups is dead. */
function tellers({ channels, ping }, jobs) {
    const tell = jobs.filter(({ calls }) => calls.some(({ command }) => telling.includes(command)));
    const mute = channels.some(({ kind }) => kind === 'github-issue')
        ? tell.filter(({ opensIssues }) => !opensIssues)
        : [];
    const watched = jobs.some(({ calls, crons }) => crons.length > 0 && calls.some(({ command }) => command === 'alert'));
    return [
        ...mute.map(({ file, name }) => {
            const says = `${file}: the job ${name} may not open issues, though the policy has notify: github-issue`;
            return { kind: 'broken', says, hint: 'Give the job permissions: { issues: write }, beside those that it has.' };
        }),
        ...(channels.length > 0 && !ping && !watched
            ? [
                {
                    kind: 'risky',
                    says: 'no workflow calls `alert` on a schedule: nobody hears of it when the workflow that backs up is dead',
                    hint: 'Copy workflows-examples/watch.yml.',
                },
            ]
            : []),
    ];
}
const what = 'policy and workflows';
/** As the doctor says them. `strict`: what the policy promises and no workflow does is a mistake, not a note. */
function examineFit(found, strict) {
    return found.map(({ kind, says, hint }) => ({
        what,
        outcome: strict && kind === 'broken' ? 'bad' : 'note',
        says,
        hint,
    }));
}
/** Where the policy and the workflows beside it do not fit each other; nothing where no workflow uses this program. */
async function fitOf(world, policy, named = []) {
    const jobs = await workflowsBeside(world, policy.path, named);
    return jobs ? misfits(policy, jobs, world.now()) : [];
}


/***/ }),

/***/ 77497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ stepsOf),
/* harmony export */   Jt: () => (/* binding */ get),
/* harmony export */   aG: () => (/* binding */ jobsOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   p9: () => (/* binding */ callsOf),
/* harmony export */   q7: () => (/* binding */ keysIn)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);

const get = (map, key) => ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(map) ? map.get(key, true) : undefined);
function textOf(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && node.value !== null ? String(node.value) : undefined;
}
const secretKeys = ['BACKPROOF_SECRET_KEY', 'BACKPROOF_SECRET_KEY_FILE'];
/** Where a job is given a key that opens backups: in its environment, a step's, the workflow's, or an input of the action. */
function keysIn(root, job, steps) {
    const places = [root, job, ...steps].map((one) => get(one, 'env')).filter(yaml__WEBPACK_IMPORTED_MODULE_0__/* .isCollection */ .P3);
    const variables = places.flatMap((env) => secretKeys.map((key) => get(env, key)));
    const inputs = steps.map((step) => get(get(step, 'with'), 'secret-key'));
    return [...variables, ...inputs].filter((one) => one !== undefined);
}
function stepsOf(job) {
    const steps = get(job, 'steps');
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(steps) ? steps.items.filter((step) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(step)) : [];
}
/** The commands of this program that a step runs. */
function callsOf(step) {
    const uses = textOf(get(step, 'uses')) ?? '';
    if (/^[^/@]+\/backproof(\/[^@]*)?@/.test(uses) || uses === './') {
        const given = get(step, 'with');
        const input = (name) => textOf(get(given, name));
        const { command = 'run' } = { command: input('command') };
        return [callOf(command, input)];
    }
    const script = textOf(get(step, 'run')) ?? '';
    return [...script.matchAll(/\bbackproof\s+([a-z]+)\b([^\n]*)/g)].map(([, command = '', rest = '']) => callOf(command, (name) => {
        const said = new RegExp(`--${name}(?:[= ]([^\\s-]\\S*))?`, 'g');
        const values = [...rest.matchAll(said)].map(([, value = 'true']) => value);
        return values.length > 0 ? values.join(' ') : undefined;
    }));
}
function callOf(command, input) {
    const on = (name) => ![undefined, '', 'false'].includes(input(name));
    const level = input('level') ?? 'read';
    const expression = level.includes('${{');
    const proves = command === 'run' || (command === 'verify' && (on('due') || expression))
        ? ['read', 'restore']
        : command === 'verify' && level === 'restore'
            ? ['read', 'restore']
            : command === 'verify' && level === 'read'
                ? ['read']
                : [];
    const sources = input('source')
        ?.split(/[\s,]+/)
        .filter((name) => name !== '' && !name.includes('${{')) ?? [];
    const otherwise = command === 'gate' && on('otherwise');
    return { command: otherwise ? 'backup' : command, apply: on('apply'), proves, sources };
}
/** The jobs of a workflow that use this program; none where it cannot be parsed. */
function jobsOf(file, text) {
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text);
    const root = document.errors.length > 0 ? undefined : document.contents;
    const schedule = get(get(root, 'on'), 'schedule');
    const crons = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(schedule) ? schedule.items.flatMap((item) => textOf(get(item, 'cron')) ?? []) : [];
    const jobs = get(root, 'jobs');
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(jobs))
        return [];
    return jobs.items.flatMap(({ key, value }) => {
        const steps = stepsOf(value);
        const calls = steps.flatMap(callsOf);
        if (calls.length === 0)
            return [];
        const hasKey = keysIn(root, value, steps).length > 0;
        const permissions = get(value, 'permissions') ?? get(root, 'permissions');
        const opensIssues = textOf(permissions) === 'write-all' || textOf(get(permissions, 'issues')) === 'write';
        return [{ file, name: (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value) : '?', crons, calls, hasKey, opensIssues }];
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
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);
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
async function takeLeases(project, source, places, { fromReserve = false, goesOn = false, ttlMs } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, {
        ...{ holder: holderOf(project), timezone: project.policy.timezone },
        ...{ now, signal, fromReserve, goesOn, ...(ttlMs === undefined ? {} : { ttlMs }) },
    });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ }),

/***/ 20068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48264);
/* harmony import */ var _folders_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(85893);
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
 * A cheap look, for every run: the names on top of each store, and only of those that are not in the policy what is below.
 * Whoever asks about some sources does not ask about these. A store that is known to fail is not waited for again.
 */
async function lookUnclaimed(project, { source, shard }, failing = []) {
    const doubts = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_4__/* .saidDoubts */ .bs)(project, source);
    if ((source?.length ?? 0) > 0 || shard !== undefined)
        return { unclaimed: [], warnings: doubts };
    const { world, policy } = project;
    const ids = new Map();
    const warnings = [];
    const known = new Set(failing);
    const lookIn = async (name) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, world.log.progress({ what: `looking for backups that no source claims in ${name}` }), false);
            const { store } = await project.place(name);
            const strange = (await (0,_folders_js__WEBPACK_IMPORTED_MODULE_5__/* .foldersOf */ .p)(store, world.signal)).flatMap((folder) => {
                const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                if (source === undefined)
                    return [];
                // The log of a source is claimed with it.
                return Object.hasOwn(policy.sources, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(source)?.source ?? source) ? [] : [source];
            });
            const here = new Map();
            await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .eachAtOnce */ .GU)(strange, async (folder) => {
                here.set(folder, await standingIn(store, folder, world.signal));
            });
            return strange.map((folder) => ({ folder, ids: here.get(folder) ?? [] }));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    };
    const names = Object.keys(policy.stores).filter((store) => !known.has(store));
    const looks = names.map((name) => ({ name, looking: lookIn(name) }));
    await Promise.allSettled(looks.map(({ looking }) => looking));
    for (const { name, looking } of looks) {
        try {
            for (const { folder, ids: here } of await looking) {
                if (here.length === 0)
                    continue;
                const found = ids.get(folder) ?? { all: new Set(), stores: [] };
                for (const id of here)
                    found.all.add(id);
                found.stores.push(name);
                ids.set(folder, found);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            warnings.push(`whether ${name} has backups that no source claims is not known: ${error.message}`);
        }
    }
    const unclaimed = bySource(ids).sort((a, b) => (a.source < b.source ? -1 : 1));
    const groupOf = ({ source }) => {
        const group = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(source)?.group;
        return project.expansions.some((one) => one.group.name === group) ? group : undefined;
    };
    const [ofGroups, others] = [unclaimed.filter(groupOf), unclaimed.filter((one) => !groupOf(one))];
    const leftOut = new Set(project.expansions.flatMap((one) => [...one.leftOut]));
    const gone = [...Map.groupBy(ofGroups, groupOf)].flatMap(([group = '', those]) => {
        const [out, lost] = [
            those.filter((one) => leftOut.has(one.source)),
            those.filter((one) => !leftOut.has(one.source)),
        ];
        return [...(lost.length > 0 ? [saidGone(group, lost)] : []), ...(out.length > 0 ? [saidLeftOut(group, out)] : [])];
    });
    return { unclaimed, warnings: [...others.map(said), ...doubts, ...gone, ...warnings].map(world.redact) };
}
/** Folders of the log of a source are its own. */
function bySource(ids) {
    const found = [...ids].map(([folder, { all, stores }]) => {
        const source = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(folder)?.source;
        return { source: source ?? folder, count: all.size, isLog: source !== undefined, stores };
    });
    return [...Map.groupBy(found, ({ source }) => source)].map(([source, own]) => {
        const sum = (isLog) => own.filter((one) => one.isLog === isLog).reduce((total, { count }) => total + count, 0);
        const stores = [...new Set(own.flatMap((one) => one.stores))];
        return { source, stores, backups: sum(false), ...(sum(true) > 0 ? { log: sum(true) } : {}) };
    });
}
function said({ source, stores, backups, log }) {
    const [are, them] = backups + (log ?? 0) === 1 ? ['is', 'it'] : ['are', 'them'];
    const pieces = log === undefined ? [] : [`${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log, 'piece')} of the log`];
    const subject = [...(backups > 0 ? [(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(backups, 'backup')] : []), ...pieces].join(' and ');
    return `${subject} of ${source} ${are} in ${stores.join(' and ')}, and no source of the policy claims ${them}: \`backproof list --all\` shows ${them}; \`backproof retire ${source}\` lets ${them} go`;
}
/** Of databases that patterns leave out: narrowed on purpose, or mistyped. That none is lost is all that is known. */
function saidLeftOut(group, those) {
    const stores = [...new Set(those.flatMap(({ stores }) => stores))];
    const are = those.length === 1 ? 'is' : 'are';
    return `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(those.length, 'database')} of ${group} with backups in ${stores.join(' and ')} ${are} left out by databases in the policy: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .namesSome */ .Tc)(those.map(({ source }) => source))}; no more backups are made of ${those.length === 1 ? 'it' : 'them'}, and those that exist stay. If that is not meant, check the patterns`;
}
/** Of databases that a server has no more: there may be hundreds. */
function saidGone(group, gone) {
    const stores = [...new Set(gone.flatMap(({ stores }) => stores))];
    const names = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .namesSome */ .Tc)(gone.map(({ source }) => source));
    const [first] = gone;
    const subject = gone.length === 1
        ? `${names} is not among the databases of ${group} any more, and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(first?.backups ?? 0, 'backup')} of it ${first?.backups === 1 ? 'is' : 'are'}`
        : `${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(gone.length, 'database')} of ${group} are not there any more, and backups of them are`;
    const list = gone.length === 1 ? '' : ` (${names})`;
    return `${subject} in ${stores.join(' and ')}${list}: they stay; \`backproof restore --source ${first?.source}\` restores one, \`backproof retire ${first?.source}\` lets them go`;
}
/** Ids of the backups below this name that are not marked as deleted: what retire lets go is known. */
async function standingIn(store, name, signal) {
    const read = async (folder, kind) => {
        const found = new Set();
        for await (const { key } of store.list(_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.folder(name, folder), signal)) {
            (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
            const object = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObjectName */ .ye)(name, key);
            if (object?.kind === kind)
                found.add(object.id);
        }
        return found;
    };
    const all = await read('manifests', 'manifest');
    if (all.size === 0)
        return [];
    const marked = await read('trash', 'trash');
    return [...all].filter((id) => !marked.has(id));
}
/** For the JSON of a command; absent where there is none. */
const unclaimedJson = ({ unclaimed }) => (unclaimed.length > 0 ? { unclaimed } : {});


/***/ }),

/***/ 99373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withPlaceholders),
/* harmony export */   y: () => (/* binding */ openWithin)
/* harmony export */ });
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _project_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(40433);



/**
 * A policy that is not merged. No value of the environment gets into it: a variable is only ever sent to what the merged
 * policy names. Of its stores those are read that the merged policy has, and has at the same address with the same keys.
 */
function openWithin(world, file, files, merged) {
    const blind = withPlaceholders(world, [file, merged?.file, ...files]);
    const quiet = { ...blind, log: { ...blind.log, fault: () => { } } };
    // Both use the same stand-ins: equal values are equal as written.
    const known = merged && (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)(quiet, merged.file, []).policy.stores;
    const openStore = async (name) => {
        const theirs = project.policy.stores[name];
        if (!merged || !known || !theirs || addressOf(known[name]) !== addressOf(theirs)) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('untrusted', `${name} is new or moved: it is not contacted before this is merged`, {
                hint: 'Its contents count once the change is merged.',
            });
        }
        return (await merged.project.place(name)).store;
    };
    const project = (0,_project_js__WEBPACK_IMPORTED_MODULE_2__/* .makeProject */ .M)({ ...blind, openStore }, file, []);
    return project;
}
/**
 * Everything that decides where a store is and what is sent to it, but not how long copies stay there or how they are
 * written.
 */
function addressOf(config) {
    if (config?.kind === 'directory')
        return JSON.stringify([config.kind, config.path]);
    if (!config)
        return undefined;
    const { kind, bucket, region, prefix, endpoint, insecure, pathStyle } = config;
    const { accessKeyId, secretAccessKey, sessionToken } = config;
    return JSON.stringify([
        [kind, bucket, region, prefix, endpoint, insecure, pathStyle],
        [accessKeyId, secretAccessKey, sessionToken],
    ]);
}
/** A world without any value of the environment: each variable that these files name has a stand-in of its own. */
function withPlaceholders(world, files) {
    const names = [...new Set(files.flatMap((file) => (file ? (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .secretNames */ .XG)(file.text) : [])))].sort();
    // Each its own: two buckets must not look like one.
    return { ...world, env: Object.fromEntries(names.map((name, i) => [name, `not-known-here-${i + 1}`])) };
}


/***/ })

};
