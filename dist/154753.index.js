export const id = 154753;
export const ids = [154753];
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
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75463);
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

/***/ 20068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ lookUnclaimed),
/* harmony export */   n: () => (/* binding */ unclaimedJson)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35549);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85149);
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
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85149);
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
