export const id = 842012;
export const ids = [5544,6036];
export const modules = {

/***/ 21666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ isOfOneStore),
/* harmony export */   o: () => (/* binding */ fromCopies)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _project_entry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94960);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82752);



/** What is wrong with one store, or with the copy in it, and says nothing of the others: the next copy is tried. */
const ofOneStore = [
    'store-missing',
    'store-denied',
    'store-unavailable',
    'store-failed',
    'object-missing',
    'object-archived',
    'object-damaged',
    'manifest-damaged',
    'key-wrong',
];
/** True for a failure that the next copy may not have. */
function isOfOneStore(error) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error) && ofOneStore.includes(error.code);
}
/**
 * Uses the copy in the named store, or the nearest one. If that copy is damaged or cannot be read, reports it and uses
 * the next. Throws the first copy's error if none can be used, or if a target that the first has begun to fill refuses
 * the next. `near`: the store to begin with where it has a copy; absent: the nearest. `isOfCopy`: whether the next copy may not
 * have a failure.
 */
async function fromCopies(project, entry, store, body, near, isOfCopy = isOfOneStore) {
    const asked = (0,_project_entry_js__WEBPACK_IMPORTED_MODULE_1__/* .requireCopy */ .Ri)(entry, store);
    const inOrder = store === undefined ? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearestCopies */ .e)(project.policy, entry) : [asked];
    const stores = near !== undefined && inOrder.includes(near) ? [...new Set([near, ...inOrder])] : inOrder;
    const passedOver = [];
    let first;
    for (const [index, name] of stores.entries()) {
        try {
            const place = await project.place(name);
            return { value: await body(place), place, passedOver };
        }
        catch (error) {
            if (first && (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'target-refused'))
                throw begun(first, entry, name);
            if (!isOfOneStore(error) || !isOfCopy(error))
                throw error;
            first ??= error;
            const next = stores[index + 1];
            if (next === undefined)
                break;
            const message = `the copy in ${name} cannot be used: ${error.message}`;
            passedOver.push({ level: 'warning', blame: 'copy', message });
            // A key that was given wrong is no matter of this copy, as a rule; one sealed to other keys is tried in silence.
            if (error.code !== 'key-wrong')
                project.world.log.warning(`${entry.id}: ${message}; trying the copy in ${next}`);
        }
    }
    throw first ?? new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-missing', `no store has ${entry.id}`, { hint: 'Run `backproof list`.' });
}
function begun(first, { id }, next) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(first.code, `${first.message}; the target holds part of it, and the next copy needs an empty target`, {
        hint: `Empty the target, then restore again with --id ${id} --store ${next}.`,
        cause: first,
    });
}


/***/ }),

/***/ 82752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ allCopies),
/* harmony export */   e: () => (/* binding */ nearestCopies)
/* harmony export */ });
/**
 * The stores whose copies to try, in order: by the source's `read-from`, then the nearest first, directories before S3;
 * among equals, in the order of the policy. A copy that is marked as deleted comes last.
 */
function nearestCopies({ stores, sources }, { manifest, copies, marked }) {
    const own = Object.hasOwn(sources, manifest.source) ? sources[manifest.source]?.readFrom : undefined;
    const distance = (store) => {
        const said = own?.indexOf(store) ?? -1;
        const far = said >= 0 ? said : 1000 + (stores[store]?.kind === 'directory' ? 0 : 1);
        return marked.includes(store) ? far + 10_000 : far;
    };
    return copies.toSorted((one, other) => distance(one) - distance(other));
}
/** The same, with the copies that are known to be damaged at the end: they may have been mended by hand. */
function allCopies(policy, entry) {
    const damaged = (entry.damaged ?? []).map(({ store }) => store);
    return [...new Set([...nearestCopies(policy, entry), ...damaged])];
}


/***/ }),

/***/ 31276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ SourceLog)
/* harmony export */ });
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


/***/ }),

/***/ 83414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gate: () => (/* binding */ gate)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report_report = __webpack_require__(57027);
// EXTERNAL MODULE: ./time/time.js + 3 modules
var time = __webpack_require__(72614);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/backup/backup.js + 3 modules
var backup = __webpack_require__(92902);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/view.js
var view = __webpack_require__(68630);
// EXTERNAL MODULE: ./command/project/databases/said.js
var said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/said.js
var project_said = __webpack_require__(39587);
// EXTERNAL MODULE: ./command/project/schedule.js
var schedule = __webpack_require__(40787);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/shared-place.js
var shared_place = __webpack_require__(28917);
// EXTERNAL MODULE: ./command/project/tag.js
var tag = __webpack_require__(80280);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
;// CONCATENATED MODULE: ./command/gate/override.js





const longestOverrideMs = 7 * 86_400_000;
/**
 * What the options say of an override; undefined: nothing. Throws `usage` for one without a reason, or without an end
 * within seven days: one that stays in a workflow must not hold the gate open for good.
 */
function readOverride({ world, policy }, options) {
    const { override: because, 'override-until': until } = options;
    if (because === undefined && until === undefined)
        return undefined;
    if (!because?.trim() || until === undefined) {
        throw new problem/* Problem */.AF('usage', 'an override needs a reason and an end time', {
            hint: 'Give both --override REASON and --override-until TIME, such as 2026-02-14T18:00:00Z.',
        });
    }
    const end = (0,entry/* parseAt */.Ze)(until, policy);
    const now = world.now();
    if (end <= now) {
        throw new problem/* Problem */.AF('usage', `the override ended at ${(0,words/* formatTime */.fU)(end, policy.timezone)}`, {
            hint: 'Remove it, or give a new --override-until with a current reason.',
        });
    }
    if (end.getTime() - now.getTime() > longestOverrideMs) {
        throw new problem/* Problem */.AF('usage', `the override until ${(0,words/* formatTime */.fU)(end, policy.timezone)} is longer than 7 days`, {
            hint: 'Choose an earlier end; it can be given again.',
        });
    }
    return {
        because: world.redact(because.trim()),
        until: end,
        by: (0,world_0/* whoIs */.X8)(world.origin),
    };
}
/** To make a backup, or to wait for one, may have taken longer than the override holds. */
function stillInForce({ world: { log, now }, policy }, override) {
    if (!override || override.until > now())
        return override;
    log.warning(`the override ended at ${(0,words/* formatTime */.fU)(override.until, policy.timezone)}, before the gate was judged: it does not count`);
    return undefined;
}
/** A failed backup blocks an override no more than a missing one does; it is reported. A bug blocks it. */
function waive(world, failures, unmet, warnings) {
    return failures.flatMap(({ source, error }) => {
        if (!(0,problem/* isProblem */.AN)(error) || !unmet.some((verdict) => verdict.source === source))
            return [error];
        const said = `the backup that should come first failed: ${world.redact(error.message)}`;
        warnings[source] = [...(warnings[source] ?? []), said];
        return [];
    });
}
/** An override that no store has written down is none. */
async function recordOverride(project, verdict, { because, until, by }) {
    const { world, policy, expansions } = project;
    const ofDatabases = expansions.find(({ group }) => group.name === verdict.source)?.group;
    const source = policy.sources[verdict.source] ?? ofDatabases;
    if (!source)
        return;
    const startedAt = world.now();
    const run = {
        id: (0,catalog/* makeId */.M4)(source.name, startedAt, 0),
        source: source.name,
        command: 'gate',
        trigger: 'override',
        startedAt,
        finishedAt: startedAt,
        outcome: 'succeeded',
        because: [
            `overridden by ${by} until ${(0,words/* formatTime */.fU)(until, policy.timezone)}: ${because}`,
            ...verdict.unmet.map(({ kind, message }) => `${kind}: ${message}`),
        ],
    };
    const { places } = await project.places(source);
    const key = catalog/* objectName */.Hd.run(source.name, startedAt, run.id, run.outcome, run.command);
    const refused = await (0,catalog/* putRecord */.j8)(places, key, (0,catalog/* encodeRun */.M$)(run, world.origin), world.signal);
    if (places.length > 0 && refused.length < places.length)
        return;
    const first = refused[0]?.problem;
    throw new problem/* Problem */.AF('gate-unmet', `the override of ${source.name} could not be recorded in any store`, {
        hint: (0,problem/* isProblem */.AN)(first) ? first.message : 'Check the stores with `backproof doctor`.',
        cause: first,
    });
}

;// CONCATENATED MODULE: ./command/gate/gate.js

















/** Whether every source has a backup that a deploy may rely on; each condition that is not met is one problem. */
const gate = async (world, options) => {
    // Who may make a backup can reach the server.
    const databases = readOtherwise(options) ? 'either' : 'stores';
    const project = await (0,project_project/* openProject */.U)(world, options, { databases });
    const asked = project.sources.map((source) => ({ source, conditions: conditionsOf(source, options) }));
    const given = readOverride(project, options);
    const backsUp = readOtherwise(options);
    const judged = await judgeAll(project, asked, backsUp, options.tag ?? []);
    const { made, failures, warnings } = judged;
    const verdicts = [...unlistedOf(project, options), ...judged.verdicts];
    const unmet = verdicts.filter(({ met }) => !met);
    const override = unmet.length > 0 ? stillInForce(project, given) : undefined;
    if (override)
        for (const verdict of unmet)
            await recordOverride(project, verdict, override);
    const blocking = override ? waive(world, failures, unmet, warnings) : failures.map(({ error }) => error);
    const { project: name, timezone } = project.policy;
    const report = {
        project: name,
        timezone,
        judgedAt: world.now(),
        verdicts,
        made,
        warnings,
        ...(override ? { override } : {}),
    };
    return resultOf(report, blocking);
};
/** A database that nobody knows of has no verdict of its own: then the source that stands for all has one. */
function unlistedOf(project, options) {
    return (0,said/* doubtsOf */.Pi)(project, options.source).map(({ group, message, hint }) => ({
        source: group.name,
        met: false,
        conditions: conditionsOf(group, options),
        unmet: [{ kind: 'unlisted', message, hint }],
        notes: [],
    }));
}
/** Judges every source, and where that was asked for and helps makes a backup of it first. */
async function judgeAll(project, asked, backsUp, tags) {
    const made = [];
    const failures = [];
    // No prototype: a source may be called constructor.
    const warnings = Object.create(null);
    const tried = new Set();
    for (;;) {
        const triedBefore = tried.size;
        const verdicts = [];
        for (const { source, conditions } of asked) {
            const verdict = await gate_judge(project, source, conditions, warnings);
            verdicts.push(verdict);
            if (!backsUp || tried.has(source.name) || !backupHelps(verdict, source))
                continue;
            tried.add(source.name);
            const done = await backUp(project, source, verdict, tags);
            made.push(...done.ids);
            failures.push(...done.failures.map((error) => ({ source: source.name, error })));
        }
        // Once more after a backup: what was young enough before it may not be any more.
        if (tried.size === triedBefore)
            return { verdicts, made, failures, warnings };
    }
}
function backupHelps({ met, unmet, conditions }, { stores }) {
    // No backup is in more stores than the policy has for it.
    return !met && conditions.copies <= stores.length && unmet.some(({ kind }) => kind !== 'unproven');
}
function resultOf(report, failures) {
    const { verdicts, made } = report;
    const unmet = (0,report_report/* gateStatus */._O)(report) === 'unmet' ? verdicts.flatMap(problemsOf) : [];
    return {
        json: (0,report_report/* gateJson */.wT)(report),
        text: () => (0,report_report/* gateText */.bp)(report),
        markdown: (0,report_report/* renderGate */.eh)(report),
        problems: [...failures, ...unmet],
        told: unmet,
        ids: made,
        outputs: { gate: JSON.stringify(verdicts.map(report_report/* verdictOutput */.zM)) },
    };
}
/** The conditions of one source: as told, else its objectives. Throws `usage` where nothing says how old it may be. */
function conditionsOf(source, options) {
    const { name, objectives } = source;
    const asked = readDuration('max-age', options['max-age']);
    const every = readDuration('at-least-every', options['at-least-every']);
    // Of a log, the RPO is met by its pieces: how old the backup is that they are played onto does not matter.
    const ofLog = (0,logged/* isLogged */.j)(source) && asked === undefined ? (every ?? objectives.rpoMs) : every;
    const maxAgeMs = asked ?? (ofLog === undefined ? objectives.rpoMs : Number.POSITIVE_INFINITY);
    if (maxAgeMs === undefined) {
        throw new problem/* Problem */.AF('usage', `no maximum age is set for the newest backup of ${name}`, {
            hint: `Set objectives: { rpo: 1h } for ${name} in the policy, or give --max-age.`,
        });
    }
    return {
        maxAgeMs,
        ...(ofLog === undefined ? {} : { atLeastEveryMs: ofLog }),
        verifiedWithinMs: readDuration('verified-within', options['verified-within']) ?? objectives.verifiedWithinMs,
        copies: readCopies(options.copies) ?? objectives.copies ?? 1,
        tags: (0,tag/* requireTags */.b)(options.tag ?? []),
    };
}
function readDuration(option, text) {
    if (text === undefined)
        return undefined;
    const duration = (0,time/* parseDuration */.E9)(text);
    if (!('wrong' in duration))
        return (0,time/* durationMs */.pc)(duration);
    throw new problem/* Problem */.AF('usage', `--${option} ${JSON.stringify(text)} is not ${duration.wrong}`, {
        hint: `Write --${option} 8d, or 12h.`,
    });
}
function readCopies(text) {
    if (text === undefined)
        return undefined;
    if (/^[1-9]\d{0,2}$/.test(text))
        return Number(text);
    throw new problem/* Problem */.AF('usage', `--copies ${JSON.stringify(text)} is not a number of stores`, { hint: 'Such as 2.' });
}
function readOtherwise({ otherwise }) {
    if (otherwise === undefined)
        return false;
    if (otherwise === 'backup')
        return true;
    throw new problem/* Problem */.AF('usage', `--otherwise ${JSON.stringify(otherwise)} is not known`, {
        hint: (0,words/* suggest */.ZA)(otherwise, ['backup']),
    });
}
async function gate_judge(project, source, conditions, warnings) {
    const now = project.world.now();
    // Whatever may meet the gate is as young as this.
    const since = new Date(Math.max(now.getTime() - conditions.maxAgeMs, 0));
    const catalog = await project.catalog(source, { since });
    const mixture = (0,shared_place/* mixtureOf */.O)(project, catalog);
    const silence = (0,schedule/* scheduleWarnings */.P)(project, source, catalog, now);
    warnings[source.name] ??= mixture ? [`${mixture.message}. ${mixture.hint}`, ...silence] : silence;
    const counting = mixture ? (0,shared_place/* withoutOthers */.W)(project, catalog) : catalog;
    const asksLog = conditions.atLeastEveryMs !== undefined && !mixture;
    const log = asksLog ? await (0,view/* logEnd */.kC)(project, source, counting) : undefined;
    const verdict = (0,judge/* judgeGate */.$U)(source, counting, conditions, { now, timezone: project.policy.timezone }, log);
    // Before anything is made of them: in Markdown a secret no longer looks like itself.
    const { redact } = project.world;
    const unmet = verdict.unmet.map(({ kind, message, hint }) => {
        return { kind, message: redact(message), hint: hint ?? hintOf(kind, source, conditions) };
    });
    const restore = verdict.restore === undefined ? {} : { restore: verdict.restore + (0,project_said/* policyOption */.uN)(project.policy.path) };
    return {
        ...verdict,
        ...restore,
        unmet,
        notes: [...verdict.notes, ...saysOdd(source, counting, now)].map((note) => ({
            ...note,
            message: redact(note.message),
        })),
    };
}
/** What is unusual does not fail a gate, but a person should know before they rely on it. */
function saysOdd(source, catalog, now) {
    const { unusual } = (0,judge/* judgeAnomalies */.J4)(source, catalog, now);
    return unusual.slice(0, mostOdd).map(({ entry, anomalies }) => ({
        kind: 'unusual',
        message: `${entry.id} is unlike the backups before it: ${(0,judge/* saysUnusual */.sZ)(anomalies)}`,
    }));
}
const mostOdd = 5;
/**
 * A backup for the gate, with the check that every backup ends with. Its proof is not made here: no key is in this job.
 * Where another run is at the source, that run's backup may be the one to wait for.
 */
async function backUp(project, source, verdict, tags) {
    const session = (0,project_session/* newSession */.RL)(project, 'gate');
    const because = verdict.unmet.map(({ kind, message }) => `the gate is not met: ${kind}: ${message}`);
    const request = { trigger: 'gate', tags: [...new Set(['gate', ...tags])], retain: false };
    const until = project.world.monotonicMs() + longestWaitMs;
    await (0,project_session/* attempt */.CD)(session, source, { work: 'backup', trigger: 'gate', because }, async () => {
        for (;;) {
            try {
                const made = await (0,backup.makeBackup)(project, source, await project.catalog(source), request);
                session.ids.push(made.id);
                return made.findings;
            }
            catch (error) {
                if (!(0,problem/* isProblem */.AN)(error, 'lease-held', 'lease-abandoned') || project.world.monotonicMs() >= until)
                    throw error;
                await wait(project.world, `${source.name}: waiting, because ${error.message}`);
            }
            const now = await gate_judge(project, source, verdict.conditions, {});
            if (now.met)
                return { skipped: 'another run made a backup that meets the gate' };
        }
    });
    return { ids: session.ids, failures: session.problems.map(({ error }) => error) };
}
const longestWaitMs = 30 * 60_000;
const pollMs = 2000;
async function wait({ log, signal }, because) {
    log.info(because);
    await (0,promises_.setTimeout)(pollMs, undefined, { signal }).catch(() => (0,problem/* stopIfAborted */.NI)(signal));
}
function problemsOf({ source, unmet }) {
    return unmet.map(({ kind, message, hint }) => new problem/* Problem */.AF('gate-unmet', `${source}: ${kind}: ${message}`, { hint }));
}
function hintOf(kind, { name, stores }, { copies }) {
    if (kind === 'degraded' && copies > stores.length)
        return `The policy has ${(0,words/* plural */.LS)(stores.length, 'store')} for ${name}: add one, or ask for ${stores.length}.`;
    return hints[kind](name);
}
const backUpNow = (source) => `Run \`backproof backup --source ${source}\`, or give the gate --otherwise backup.`;
const hints = {
    missing: backUpNow,
    stale: backUpNow,
    degraded: (source) => `\`backproof run --source ${source}\` copies it once the store works.`,
    untagged: (source) => `Run \`backproof backup --source ${source} --tag TAG\`, or give the gate --otherwise backup.`,
    unproven: (source) => `Run \`backproof verify --level restore --source ${source}\` where the secret key is (\`gh workflow run prove.yml\`), then this job again.`,
    foreign: () => 'Find out who made it; back up with the BACKPROOF_SIGNING_KEY of a signer in the policy.',
    'future-dated': (source) => `Set the clock of the machine that made it, then back up ${source} again.`,
    deleted: () => 'Bring it back with `backproof undelete --id ID`, or make a new one.',
    orphaned: backUpNow,
    damaged: backUpNow,
    unlisted: (source) => `Run \`backproof run --source ${source}\`, which makes the list anew.`,
};


/***/ }),

/***/ 94960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ri: () => (/* binding */ requireCopy),
/* harmony export */   Ze: () => (/* binding */ parseAt),
/* harmony export */   dc: () => (/* binding */ gapsOf),
/* harmony export */   nH: () => (/* binding */ requireSource),
/* harmony export */   vc: () => (/* binding */ requireRestorable),
/* harmony export */   w4: () => (/* binding */ findEntry),
/* harmony export */   xm: () => (/* binding */ newestEntry)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _time_time_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72614);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** Finds a backup by its id, also of a source that has left the policy; throws `unknown-id` with the nearest ids. */
async function findEntry(project, id) {
    const { policy } = project;
    const name = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)(id);
    if (!(0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isId */ .eQ)(id) || !name) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', `${JSON.stringify(id)} is not the id of a backup`, {
            hint: (await nearestId(project, id)) ??
                'An id looks like orders-2026-02-14T09-15-30.123456Z; `backproof list` shows them.',
        });
    }
    const own = policy.sources[name];
    const shelved = own ?? { name, stores: Object.keys(policy.stores) };
    const catalog = await project.catalog(shelved);
    const entry = catalog.entries.find((candidate) => candidate.id === id);
    const damaged = catalog.damaged.find((one) => one.id === id);
    if (damaged && (entry === undefined || (entry.copies.length === 0 && entry.foreign === undefined))) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, {
            hint: 'No other store has an intact copy of it; `backproof list` shows the other backups.',
        });
    }
    if (entry)
        return { entry, catalog, shelved };
    const known = catalog.entries.map((candidate) => candidate.id);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `there is no backup ${id}`), {
        hint: catalog.unread[0]?.hint ??
            (known.length > 0 ? (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .suggest */ .ZA)(id, known) : await nearestId(project, id)) ??
            unknownSource,
    });
}
const unknownSource = 'No store has a backup of this source; `backproof list` shows the ids.';
/** What an id that is mistyped may have meant: of the sources, the one with the nearest name, and its nearest backup. */
async function nearestId(project, id) {
    const time = /-\d{4}-\d\d-\d\dT/.exec(id);
    const name = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id.slice(0, time?.index), Object.keys(project.policy.sources));
    const source = name === undefined ? undefined : project.policy.sources[name];
    const known = source ? (await project.catalog(source)).entries.map((entry) => entry.id) : [];
    const near = (0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .nearest */ .pA)(id, known);
    return near ? `Did you mean ${near}?` : known[0] && `There is ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .namesSome */ .Tc)(known, 10)}.`;
}
/** Throws `usage` where an id is of none of the sources that were named: one of the two is not meant. */
function requireSource({ entry, shelved }, named) {
    if (named === undefined || named.includes(shelved.name))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${entry.id} is a backup of ${shelved.name}, not of ${named.join(' or ')}`, {
        hint: 'Leave --source out: an id already names one backup.',
    });
}
/** What a catalog cannot say: a Problem for each store that was not listed, and for each manifest that cannot be parsed. */
function gapsOf({ unread, damaged }) {
    return [
        ...unread.map(({ store, message, hint }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('store-failed', `${store} could not be listed: ${message}`, { hint })),
        ...damaged.map(({ message }) => new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged })),
    ];
}
/** Nothing may be concluded from a store that could not be read. */
function notFound({ unread }, what) {
    if (unread.length === 0)
        return ['unknown-id', what];
    const stores = unread.map(({ store, message }) => `; ${store} could not be read: ${message}`);
    return ['store-failed', `${what}${stores.join('')}`];
}
/** The newest backup that can be restored, of a time or before it; throws `unknown-id` naming what there is. */
function newestEntry(catalog, { now, timezone }, at) {
    const good = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    const entry = good.find((candidate) => !at || candidate.startedAt <= at);
    if (entry)
        return entry;
    const oldest = good.at(-1);
    const deleted = catalog.entries.find(({ trashed }) => trashed);
    const [orphan] = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .brokenChain */ .Zm)(entry, now) !== undefined);
    const [damaged] = catalog.damaged;
    if (damaged && !oldest)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-damaged', damaged.message, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .remedy */ .zL.damaged });
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(...notFound(catalog, `${catalog.source} has no backup${at ? ` from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(at, timezone)} or before` : ''}`), {
        hint: oldest
            ? `The oldest is from ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(oldest.startedAt, timezone)}.`
            : orphan?.broken
                ? `${orphan.id} cannot be restored: ${orphan.broken.because}. ${orphan.broken.hint}`
                : deleted
                    ? `Its backups are deleted: \`backproof undelete --id ${deleted.id}\` brings one back.`
                    : (catalog.unread[0]?.hint ?? `Run \`backproof backup --source ${catalog.source}\`.`),
    });
}
/**
 * The name of a store that has the backup whole: the one asked for, or the first. Throws `manifest-foreign` for a backup
 * that does not count, `usage` where the store asked for has no copy.
 */
function requireCopy(entry, store) {
    if (entry.foreign !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('manifest-foreign', `${entry.id} does not count: ${entry.foreign}`, {
            hint: 'It is neither restored nor proven. `backproof list` shows the backups that count.',
        });
    }
    const name = store === undefined
        ? entry.copies[0]
        : [...entry.copies, ...(entry.damaged ?? []).map((copy) => copy.store)].find((copy) => copy === store);
    if (name)
        return name;
    const copies = entry.copies.join(', ');
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${store} has no intact copy of ${entry.id}`, { hint: `There is one in ${copies}.` });
}
/** Throws unless this version can restore the backup: `object-missing` where what it builds on is gone. */
function requireRestorable({ id, manifest, broken }) {
    if (broken?.standing === 'orphaned')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('object-missing', `${id} cannot be restored: ${broken.because}`, { hint: broken.hint });
    const log = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(manifest.source);
    if (log === undefined)
        return;
    const what = manifest.kind === 'log' ? 'is a piece of a log' : 'is what a log is played onto';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${id} ${what}, and not restored by itself`, {
        hint: `Run \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreAt */ .YZ)({ name: log.source, engine: manifest.engine }, 'latest')}\`, or with the time that you want.`,
    });
}
/** A time as people type it: without an offset in the policy's zone, as everywhere in the policy. Throws `usage`. */
function parseAt(text, { timezone }) {
    const written = (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDate */ ._U)(text);
    if (written)
        return (0,_time_time_js__WEBPACK_IMPORTED_MODULE_3__/* .instantOf */ .B9)(written, timezone);
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `${JSON.stringify(text)} is not a time`, { hint: 'Write it as 2026-02-14T12:00:00Z.' });
}


/***/ }),

/***/ 39587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   UM: () => (/* binding */ saidBeside),
/* harmony export */   uN: () => (/* binding */ policyOption)
/* harmony export */ });
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24895);

/** A word of a command to paste, quoted where a shell would take it apart. */
function quoted(text) {
    return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
/** What makes a command to paste find the same policy. */
function policyOption(path) {
    return path === undefined || _policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPaths */ .KJ.some((usual) => usual === path) ? '' : ` --policy ${quoted(path)}`;
}
/** What was typed beside the names, so that a command to paste does not lose it. */
function saidBeside({ because, policy, confirm = [] }) {
    const confirmed = confirm.map((name) => ` --confirm ${quoted(name)}`).join('');
    return `${because === undefined ? '' : ` --because ${quoted(because)}`}${policyOption(policy)}${confirmed}`;
}


/***/ }),

/***/ 40787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ scheduleWarnings)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45071);

/** That nothing calls `run` any more, where the stores tell so, and what to type. */
function scheduleWarnings({ policy }, source, catalog, now) {
    const health = catalog && (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .scheduleHealth */ .WD)(source, catalog, { now, timezone: policy.timezone });
    return health?.state === 'silent' ? [`${health.message}. ${health.hint}`] : [];
}


/***/ }),

/***/ 28917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/**
 * Detects another project that backs up under the same name into the same place. Each takes the other's backups for its
 * own, so one is never due, and one's rules delete the other's backups. A renamed project is not another one, once it
 * has made a backup. Backups that do not name their project are ignored here.
 */
function mixtureOf({ policy, world }, catalog) {
    const now = world.now();
    const live = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .standing */ .JA)(entry, now)));
    const said = live.filter((entry) => projectOf(entry) !== undefined);
    const other = said.find((entry) => projectOf(entry) !== policy.project);
    const first = said.findLast((entry) => projectOf(entry) === policy.project);
    if (!other || (first && first.startedAt > other.startedAt))
        return undefined;
    const message = `${other.id} belongs to project ${projectOf(other)}, not ${policy.project}: two projects share one place`;
    const name = catalog.source;
    const renamed = first
        ? `If this project was called ${projectOf(other)} for a while, \`backproof delete --id ${other.id}\` deletes what was made then.`
        : `If ${policy.project} was called ${projectOf(other)} before, run \`backproof backup --source ${name}\` once.`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('retention-refused', message, {
        hint: `Give each its own prefix or path, or a name other than ${name}. ${renamed}`,
    });
}
/** The catalog without the backups that say that they are another project's. */
function withoutOthers({ policy }, catalog) {
    const ours = (entry) => [undefined, policy.project].includes(projectOf(entry));
    return { ...catalog, entries: catalog.entries.filter(ours) };
}
function projectOf({ manifest }) {
    return manifest.origin['project'];
}


/***/ })

};
