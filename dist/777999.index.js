export const id = 777999;
export const ids = [1793,9205];
export const modules = {

/***/ 49205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ eachSource)
/* harmony export */ });
/* harmony import */ var _seat_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59775);
/* harmony import */ var _source_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31276);


/**
 * Sees to every source of a session, several at once. What they say stays together, and comes, as do ids and problems, in
 * the order of the policy. What the body throws, such as `cancelled`, is thrown once all that have begun have ended; no
 * further source begins, and what was done until then is in the session.
 */
async function eachSource(session, sources, body) {
    const { world, policy } = session.project;
    const most = Math.min((0,_seat_js__WEBPACK_IMPORTED_MODULE_0__/* .widthOf */ .qz)(policy.concurrency).sources, sources.length);
    if (most <= 1) {
        for (const source of sources)
            await body(session, source);
        return;
    }
    const works = sources.map((source) => ({ source, heard: new _source_log_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceLog */ .O(world.log, source.name), ...nothingYet() }));
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

/***/ 81793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verify: () => (/* binding */ verify)
});

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/copy/nearest.js
var nearest = __webpack_require__(82752);
// EXTERNAL MODULE: ./command/drill/drill.js + 5 modules
var drill = __webpack_require__(69264);
// EXTERNAL MODULE: ./command/drill/due.js
var due = __webpack_require__(3922);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/drill/keep.js
var keep = __webpack_require__(14227);
;// CONCATENATED MODULE: ./command/drill/status.js






/** Older ones are in the stores; a person looks at the last few. */
const most = 50;
/** Which drills there were, newest first. */
async function drillStatus(world, options) {
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short' });
    const { policy } = project;
    const { drills: seen, unread } = await (0,keep/* seenDrills */.Co)(project);
    const told = await (0,keep/* readDrills */.f)(project, seen.slice(0, most));
    const drills = (0,world_0/* redactAll */.$I)(told.map(({ seen, record }) => (0,judge/* drillHealth */.yI)(seen, record)), world.redact);
    const left = seen.length - drills.length;
    const problems = unread.map(({ store, message, hint }) => new problem/* Problem */.AF('store-failed', `the drills in ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Drills that only this store knows of are not shown.',
    }));
    const text = () => drills.length === 0
        ? 'No drill is known.'
        : [
            ...drills.map((one) => (0,report/* drillText */.vZ)(one, policy.timezone)),
            ...(left > 0 ? [`and ${left} earlier ones`] : []),
        ].join('\n');
    return {
        json: { version: 1, project: policy.project, drills, ...(left > 0 ? { left } : {}), unread },
        text,
        problems,
    };
}

// EXTERNAL MODULE: ./command/log/logged.js
var log_logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/prove.js
var prove = __webpack_require__(17309);
// EXTERNAL MODULE: ./command/log/route.js
var route = __webpack_require__(218);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/project/databases/said.js
var said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
;// CONCATENATED MODULE: ./command/verify/cancelled.js




/**
 * Proves every source, and reports. If cancelled midway, it reports the proofs so far, and names the sources that were
 * not done; with nothing to report it throws `cancelled`.
 */
async function proveEach(session, sources, body, afterwards = async () => undefined) {
    const done = new Set();
    try {
        await (0,each_source/* eachSource */.F)(session, sources, async (session, source) => {
            await body(session, source);
            done.add(source);
        });
        await afterwards();
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'cancelled'))
            throw error;
        const told = session.problems.length > 0 || [...session.reports.values()].some(({ proofs }) => proofs.length > 0);
        if (!told)
            throw error;
        for (const source of sources.filter((one) => !done.has(one))) {
            const hint = `Run \`backproof verify --source ${source.name}\` again.`;
            session.problems.push({
                source: source.name,
                error: new problem/* Problem */.AF('cancelled', `not done: ${error.message}`, { hint }),
            });
        }
        const result = (0,project_session/* finish */.O9)(session);
        // No source's own: it is printed as of any command.
        return { ...result, problems: [error, ...result.problems] };
    }
    return (0,tell/* finishAndTell */._2)(session);
}

// EXTERNAL MODULE: ./command/verify/turn.js
var turn = __webpack_require__(14103);
;// CONCATENATED MODULE: ./command/verify/verify.js


















/** Proves the newest backup of every source that is named, or the ones whose ids are given. */
const verify = async (world, options) => {
    if (options.status)
        return drillStatus(world, options);
    if (options.drill !== undefined)
        return (0,drill/* drill */.Es)(world, options);
    (0,drill/* refuseSignature */.Bk)(options);
    if (options.due)
        return verifyDue(world, options);
    if (options.level === momentLevel)
        return verifyLogs(world, options);
    const level = parseLevel(options.level ?? 'read');
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    if (options.image !== undefined && level !== 'restore')
        throw new problem/* Problem */.AF('usage', `--image is for a restore, not for a ${level}`, {
            hint: 'Add --level restore: a read starts no server.',
        });
    const work = options.image === undefined ? level : 'trial';
    const attempted = { work, trigger: 'manual', because: ['asked for'] };
    const wanted = options.id
        ? await Promise.all(options.id.map(async (id) => {
            const found = await (0,project_entry/* findEntry */.w4)(project, id);
            (0,project_entry/* requireSource */.nH)(found, options.source);
            return { source: sourceIn(project, found.shelved.name), id };
        }))
        : project.sources.map((source) => ({ source }));
    const sources = [...new Set(wanted.map(({ source }) => source))];
    warnOfDoubts(project, options);
    const session = (0,project_session/* newSession */.RL)(project, 'verify', sources);
    return proveEach(session, sources, async (session, source) => {
        for (const { id } of wanted.filter((one) => one.source === source)) {
            await (0,project_session/* attempt */.CD)(session, source, attempted, () => verifyOne(session, source, { level, id, store: options.store, image: options.image }));
        }
    });
};
/** A database that no store's list has is proven by nobody. */
function warnOfDoubts(project, { source }) {
    for (const says of (0,said/* saidDoubts */.bs)(project, source))
        project.world.log.warning(says);
}
async function verifyOne(session, source, { level, id, store, image }) {
    const { project } = session;
    const { policy, world } = project;
    const catalog = await project.catalog(source);
    const entry = id
        ? (await (0,project_entry/* findEntry */.w4)(project, id)).entry
        : (0,project_entry/* newestEntry */.xm)(catalog, { now: world.now(), timezone: policy.timezone });
    (0,project_entry/* requireCopy */.Ri)(entry, store);
    const all = level === 'check' || source.verify.copies === 'all';
    const request = store !== undefined
        ? { level, image, stores: [store], copies: 'all' }
        : all
            ? { level, image, stores: (0,nearest/* allCopies */.b)(policy, entry), copies: 'all' }
            : { level, image, copies: 'first' };
    const found = await (0,turn/* proveSeated */.dG)(project, source, catalog, entry, request);
    // The output of a step that failed: what it names is proven.
    if (found.proofs?.some(({ outcome }) => outcome === 'passed'))
        session.ids.push(entry.id);
    // The newest one may be damaged so that it does not even show.
    const damaged = id
        ? []
        : catalog.damaged.map(({ message }) => new problem/* Problem */.AF('manifest-damaged', message, { hint: problem/* remedy */.zL.damaged }));
    const unseen = unseenIn(project, catalog, { newest: id === undefined, all: all && store === undefined });
    return {
        ...found,
        failures: [...damaged, ...unseen, ...(found.failures ?? [])],
        ...(0,project_session/* past */.B6)(catalog, world.now()),
    };
}
/** The proofs that are due by the policy's schedules, and nothing else: what a workflow with the secret key calls at any tick. */
const verifyDue = async (world, options) => {
    const said = ['level', 'id', 'store', 'image'].find((name) => options[name] !== undefined);
    if (said)
        throw new problem/* Problem */.AF('usage', `--due cannot be combined with --${said}`, {
            hint: 'Leave one out: --due proves the newest backups at the levels that have a schedule in the policy.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options);
    warnOfDoubts(project, options);
    const session = (0,project_session/* newSession */.RL)(project, 'verify');
    const drills = () => (0,due/* drillsDue */.b)(session, options);
    const proofs = async (session, source) => {
        const { project } = session;
        // A restore reads every byte: after it, no read is due.
        for (const level of ['restore', 'read']) {
            const catalog = await project.catalog(source);
            const tasks = (0,plan/* plan */.et)(project.policy, new Map([[source.name, catalog]]), world.now(), [source.name]);
            const task = tasks.find((one) => one.kind === level);
            if (!task?.due)
                continue;
            await (0,project_session/* attempt */.CD)(session, source, { work: level, trigger: 'schedule', because: task.because }, async () => {
                const entry = (0,plan/* usable */.Je)(catalog, world.now())[0];
                if (!entry)
                    return { skipped: 'no backup to prove yet' };
                const request = (0,turn/* requestDue */.O0)(project, source, catalog, entry, level);
                const found = await (0,turn/* proveSeated */.dG)(project, source, catalog, entry, request);
                if (found.proofs?.some(({ outcome }) => outcome === 'passed'))
                    session.ids.push(entry.id);
                return {
                    ...found,
                    failures: [...(0,project_entry/* gapsOf */.dc)(catalog), ...(found.failures ?? [])],
                    ...(0,project_session/* past */.B6)(catalog, world.now()),
                };
            });
        }
        if ((0,log_logged/* isLogged */.j)(source))
            await (0,prove/* proveLogDue */.d)(session, source);
    };
    return proveEach(session, project.sources, proofs, drills);
};
const momentLevel = 'point-in-time';
/** Plays back the log of each source that is named, or of all that have one. */
const verifyLogs = async (world, options) => {
    const said = ['id', 'store', 'image'].find((name) => options[name] !== undefined);
    if (said)
        throw new problem/* Problem */.AF('usage', `--level ${momentLevel} cannot be combined with --${said}`, {
            hint: `Leave --${said} out.`,
        });
    const project = await (0,project_project/* openProject */.U)(world, options);
    const logged = project.sources.filter(log_logged/* isLogged */.j);
    const strange = options.source?.length ? project.sources.find((source) => !(0,log_logged/* isLogged */.j)(source)) : undefined;
    if (strange || logged.length === 0)
        throw new problem/* Problem */.AF('usage', `${strange?.name ?? project.policy.path} has no point-in-time`, {
            hint: 'Name a source whose log is collected; docs/point-in-time.md says how to begin.',
        });
    const session = (0,project_session/* newSession */.RL)(project, 'verify', logged);
    return proveEach(session, logged, async (session, source) => {
        if (!(0,log_logged/* isLogged */.j)(source))
            return;
        const attempted = { work: momentLevel, trigger: 'manual', because: ['asked for'] };
        await (0,project_session/* attempt */.CD)(session, source, attempted, async () => (0,prove/* proveLog */.D)(session.project, source, await (0,route/* lookAtLog */.lv)(session.project, source)));
    });
};
/**
 * A store that could not be read may have a newer backup, and a copy of this one: the proof counts, but the request was
 * not met in full. If neither matters, this is only reported.
 */
function unseenIn({ world }, { source, unread }, { newest, all }) {
    const what = [
        ...(newest ? ['whether this is the newest backup'] : []),
        ...(all ? ['whether its copy there is whole'] : []),
    ].join(', and ');
    return unread.flatMap(({ store, message, hint }) => {
        const text = `${store} could not be read${what ? `, so it is not known ${what}` : ''}: ${message}`;
        if (what) {
            const advice = hint ?? `Make ${store} reachable, then run \`backproof verify --source ${source}\` again.`;
            return [new problem/* Problem */.AF('store-failed', text, { hint: advice })];
        }
        world.log.warning(`${source}: ${text}`);
        return [];
    });
}
function parseLevel(text) {
    const level = catalog/* levels */.yr.find((one) => one === text);
    if (level)
        return level;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a level`, {
        hint: (0,words/* suggest */.ZA)(text, [...catalog/* levels */.yr, momentLevel]),
    });
}
function sourceIn(project, name) {
    const source = (0,databases_open/* sourceNamed */.Lt)(project, name);
    if (source)
        return source;
    throw new problem/* Problem */.AF('usage', `${name} is no longer a source of ${project.policy.path}`, {
        hint: 'Its backups can be restored; to prove one, put the source back into the policy with `schedule` left out.',
    });
}


/***/ })

};
