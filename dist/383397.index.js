export const id = 383397;
export const ids = [383397];
export const modules = {

/***/ 90645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  alert: () => (/* binding */ alert_alert)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./channel/channel.js + 4 modules
var channel = __webpack_require__(11034);
// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./command/alert/channel.js
var alert_channel = __webpack_require__(83952);
;// CONCATENATED MODULE: ./command/alert/trial.js





const kinds = ['opened', 'reminded', 'closed', 'passed'];
/** Sends one alert of each kind to each channel, and says of each channel whether it took them. Nothing is remembered of it. */
async function testChannels(project) {
    const { world, policy } = project;
    const channels = policy.notify?.channels.map(({ name }) => name) ?? [];
    const [source] = project.sources;
    if (!source)
        throw new Error('a policy has a source');
    const until = world.now();
    const since = new Date(until.getTime() - 3_600_000);
    const news = kinds.map((kind) => {
        const isOver = kind === 'closed' || kind === 'passed';
        const message = `a test of how an alert that is ${kind} looks`;
        const hint = 'Nothing is to be done.';
        const common = { kind, source: source.name, rule: 'failed', message, hint, since, flaps: false, channels };
        return isOver ? { ...common, until } : common;
    });
    const drills = policy.notify?.drillOverdue && policy.drills ? [drillNews(policy.project, since, channels)] : [];
    const bulletin = { ...(0,tell/* bulletinOf */.tv)(project, [...news, ...drills]), test: true };
    const [deliveries, pinged] = await Promise.all([
        (0,alert_channel/* deliver */.c)(world, policy, [source.name, (0,report/* drillsOf */.we)(policy.project)].map(emptyClaim), bulletin),
        testPing(project),
    ]);
    const trials = [
        ...deliveries.map(({ channel, problem }) => ({ channel, ...(problem ? { problem } : {}) })),
        ...pinged,
    ];
    const problems = trials.flatMap(({ problem }) => (problem ? [problem] : []));
    const status = problems.length === 0 ? 'succeeded' : 'failed';
    const found = trials.map(({ channel, problem }) => ({ channel, ...(problem ? { problem: problem.message } : {}) }));
    const text = () => found
        .map(({ channel, problem }) => (problem ? `✗ ${channel}: ${problem}` : `✓ ${channel} took one of each kind`))
        .join('\n');
    return { json: { version: 1, command: 'alert', status, channels: found }, text, problems };
}
const drillNews = (project, since, channels) => ({
    ...{ kind: 'opened', source: (0,report/* drillsOf */.we)(project), rule: 'drill-overdue', since, flaps: false, channels },
    message: 'a test of how an alert of a drill that is overdue looks',
    hint: 'Nothing is to be done.',
});
const emptyClaim = (name) => ({
    subject: { name, key: '' },
    news: [],
    state: { revision: 0, alerts: {} },
    there: undefined,
    places: [],
    notes: [],
});
/** A start and a success, as a run has them: a failure would raise the alarm. */
async function testPing({ policy, world }) {
    const to = policy.notify?.ping;
    if (!to)
        return [];
    try {
        for (const moment of ['start', 'success'])
            await (0,channel/* ping */.hU)(to.url.reveal(), moment, 'backproof alert test', {
                ...{ where: 'notify.ping', signal: world.signal },
                ...(to.insecure ? { insecure: true } : {}),
            });
        return [{ channel: 'ping' }];
    }
    catch (error) {
        if (!(0,problem/* isFailure */.N6)(error))
            throw error;
        return [{ channel: 'ping', problem: error }];
    }
}

;// CONCATENATED MODULE: ./command/alert/alert.js





const verbs = ['check', 'test'];
/** `alert check` judges every source from the stores and tells what is new; `alert test` sends one of each kind. */
const alert_alert = async (world, options) => {
    const { words: [verb = 'check', ...rest] = [] } = options;
    const known = verbs.find((one) => one === verb);
    if (!known || rest.length > 0)
        throw new problem/* Problem */.AF('usage', `alert takes one word, check or test, not ${[verb, ...rest].join(' ')}`, {
            hint: (0,words/* suggest */.ZA)(verb, verbs),
        });
    return known === 'test' ? testChannels(await opened(world, options)) : check(await opened(world, options));
};
async function opened(world, options) {
    const project = await (0,project_project/* openProject */.U)(world, options);
    if (project.policy.notify)
        return project;
    throw new problem/* Problem */.AF('usage', `${project.policy.path} has no notify, so nobody would hear an alert`, {
        hint: 'Add notify: { github-issue: true }, or another channel of docs/alerts.md.',
    });
}
/** It succeeds where everybody was told, whatever there was to tell: `report` and `gate` have an exit code for health. */
async function check(project) {
    const { world, policy, sources } = project;
    const { claims, deliveries, findings } = await (0,tell/* tell */.qz)(project, sources);
    for (const finding of findings)
        world.log.warning(finding);
    const problems = deliveries.flatMap(({ problem }) => (problem ? [problem] : []));
    const open = claims.flatMap(({ subject, state }) => Object.entries(state.alerts).flatMap(([rule, { open, message, hint, since }]) => open ? [{ source: subject.name, rule, since, message, ...(hint ? { hint } : {}) }] : []));
    const news = claims.flatMap((claim) => claim.news.map(({ kind, source, rule, channels }) => ({ kind, source, rule, channels })));
    const channels = deliveries.map(({ channel, told, problem }) => ({
        ...{ channel, told: told.length },
        ...(problem ? { problem: problem.message } : {}),
    }));
    const status = problems.length === 0 ? 'succeeded' : 'failed';
    const text = () => [
        `${(0,words/* plural */.LS)(open.length, 'open alert')} of ${(0,words/* plural */.LS)(sources.length, 'source')}, ${news.length} new`,
        ...open.map(({ source, rule, since, message }) => `  ${source}: ${rule} since ${(0,words/* formatTime */.fU)(since, policy.timezone)}: ${message}`),
        ...channels.map(({ channel, told, problem }) => `  ${channel}: ${problem ?? `told ${told}`}`),
    ].join('\n');
    const json = {
        version: 1,
        command: 'alert',
        status,
        project: policy.project,
        at: world.now().toISOString(),
        open,
        news,
        channels,
        warnings: findings,
    };
    return { json, text, problems };
}


/***/ })

};
