export const id = 817793;
export const ids = [817793];
export const modules = {

/***/ 38111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serve: () => (/* binding */ serve),
  serveUntilStopped: () => (/* binding */ serveUntilStopped)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./world.js
var world_0 = __webpack_require__(79148);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./command/serve/address.js


const defaultListen = '127.0.0.1:8484';
/** "127.0.0.1:8484", "[::1]:8484", "localhost:8484", or a port alone, of the loopback. Throws `usage`. */
function parseListen(text) {
    const [, six, name, digits = ''] = /^(?:\[([0-9a-f:.]+)\]:|([a-z0-9.-]+):)?(\d{1,5})$/i.exec(text) ?? [];
    const host = six ?? name ?? '127.0.0.1';
    const port = Number(digits);
    const isHost = six !== undefined ? (0,external_node_net_.isIP)(six) === 6 : host === 'localhost' || (0,external_node_net_.isIP)(host) === 4;
    if (digits !== '' && port <= 65_535 && isHost)
        return { host, port };
    throw new problem/* Problem */.AF('usage', `--listen ${JSON.stringify(text)} is not an address and a port`, {
        hint: `Write --listen ${defaultListen}, or --listen '[::1]:8484'; the address is an IP address of this machine.`,
    });
}
/** True where only this machine can come. */
function isLoopback(host) {
    return host === 'localhost' || host === '::1' || ((0,external_node_net_.isIP)(host) === 4 && host.startsWith('127.'));
}
/** "http://127.0.0.1:8484" */
function urlOf({ host, port }) {
    return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

;// CONCATENATED MODULE: ./command/serve/http/answer.js
function json(value, status = 200, headers = {}) {
    return { status, body: JSON.stringify(value), type: 'application/json', headers };
}
/** A refusal or a failure as RFC 9457 has it; thrown anywhere while a request is answered. */
class HttpProblem extends Error {
    status;
    code;
    hint;
    headers;
    constructor(status, code, message, more = {}) {
        super(message);
        this.name = 'HttpProblem';
        this.status = status;
        this.code = code;
        this.hint = more.hint;
        this.headers = more.headers ?? {};
    }
}
const titles = {
    400: 'Bad request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not found',
    405: 'Method not allowed',
    409: 'Conflict',
    413: 'Content too large',
    415: 'Unsupported media type',
    421: 'Misdirected request',
    429: 'Too many requests',
    500: 'Internal error',
    502: 'Bad gateway',
    503: 'Unavailable',
};
function problemAnswer({ status, code, message, hint, headers }) {
    const value = { title: titles[status] ?? 'Failed', status, code, detail: message, ...(hint ? { hint } : {}) };
    return { status, body: JSON.stringify(value), type: 'application/problem+json', headers };
}
/** What a failure of a command is over HTTP: the asker's, the server's, or that of what it depends on. */
function statusOf(code) {
    switch (code) {
        case 'usage':
        case 'target-refused':
            return 400;
        case 'unknown-id':
            return 404;
        case 'lease-held':
            return 409;
        case 'run-failed':
            return 429;
        case 'store-unavailable':
        case 'cancelled':
        case 'policy-invalid':
        case 'secret-missing':
            return 503;
        default:
            return 502;
    }
}

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
;// CONCATENATED MODULE: ./command/serve/job/job.js
const isOver = ({ state }) => state !== 'queued' && state !== 'running';
/** A source may be worked on once at a time, and a target restored into once. */
const sourceLock = (name) => `source ${name.replace(/\/.*$/s, '')}`;
const targetLock = (name) => `target ${name}`;

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(73477);
// EXTERNAL MODULE: ./time/time.js + 3 modules
var time = __webpack_require__(72614);
;// CONCATENATED MODULE: ./command/serve/api/shape.js



/** What goes over the wire. An object of an answer may have more than is named here; one of a request may not. */
const sourceName = schemas/* string */.YjP()
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}(?:\/[a-z0-9._=-]{1,100})?$/, 'is not the name of a source')
    .describe('A source of the policy; a database of a server is SOURCE/DATABASE.');
const idText = schemas/* string */.YjP()
    .regex(/^[a-z0-9][a-z0-9._-]{0,62}(?:\/[a-z0-9._=-]{1,100})?-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/, 'is not the id of a backup')
    .describe('The id of a backup.')
    .meta({ examples: ['orders-2026-02-14T09-15-30.123456Z'] });
const tag = schemas/* string */.YjP().regex(catalog/* tagPattern */.bO, 'is not a tag');
/** One that is given: what begins as an option could be taken for one wherever it is typed. */
const newTag = schemas/* string */.YjP().regex(/^(?!--)[A-Za-z0-9:_.-]{1,24}$/, 'is not a tag, or begins as an option does');
const shape_time = schemas/* string */.YjP()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/, 'is not a time')
    .describe("ISO 8601; in the policy's time zone if it has no offset.");
const limit = schemas/* string */.YjP()
    .regex(/^[1-9]\d{0,3}$/, 'is not a number from 1 to 9999')
    .describe('Only the newest N.');
const shape_name = schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'is not a name');
const sources = schemas/* array */.YOg(sourceName).min(1).max(1000);
/** What has room in a URL. */
const fewSources = schemas/* array */.YOg(sourceName).min(1).max(20);
const ask = {
    backups: schemas/* strictObject */.rej({
        source: fewSources.optional(),
        tag: schemas/* array */.YOg(tag).max(20).optional(),
        since: shape_time.optional(),
        until: shape_time.optional(),
        limit: limit.optional(),
        all: schemas/* enum */.k5n(['true', 'false']).optional().describe('Also backups of sources that are not in the policy.'),
    }),
    backup: schemas/* strictObject */.rej({
        sources: sources.optional().describe('Default: every source of the policy.'),
        tags: schemas/* array */.YOg(newTag).max(100).optional(),
        retain: schemas/* boolean */.zMY().optional().describe('Keep the backup until it is deleted by id.'),
    }),
    proof: schemas/* strictObject */.rej({
        id: idText.optional(),
        sources: sources.optional().describe('Their newest backups. Default: every source of the policy.'),
        level: schemas/* enum */.k5n(catalog/* levels */.yr).optional().describe('Default: read.'),
        due: schemas/* boolean */.zMY().optional().describe("Only what is due by the policy's schedules, each at its own level."),
    }),
    restore: schemas/* strictObject */.rej({
        id: idText.optional(),
        source: sourceName.optional().describe('Its newest backup, or the newest by `at`.'),
        at: shape_time.optional(),
        into: shape_name.describe('A name of serve.restore-into in the policy.'),
        store: shape_name.optional().describe('Read the copy in this store.'),
        only: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[^\u0000-\u001f\u007f]{1,500}$/, 'is not a pattern'))
            .min(1)
            .max(1000)
            .optional()
            .describe('Only these tables, collections, files ...'),
        hooks: schemas/* boolean */.zMY()
            .optional()
            .describe("Whether the hooks of the source's recovery run; required where it has some. false: a look at a copy."),
        create: schemas/* boolean */.zMY().optional().describe('Create the target database first if it does not exist.'),
        overwrite: schemas/* string */.YjP()
            .regex(/^[^\u0000-\u001f\u007f]{1,500}$/, 'is not a name or a path')
            .optional()
            .describe("Replace what the target holds: the target's database name or path, to confirm."),
        timeout: schemas/* string */.YjP()
            .regex(/^[0-9a-z]{2,40}$/, 'is not a duration')
            .refine((text) => !('wrong' in (0,time/* parseDuration */.E9)(text)), 'is not a duration such as 12h')
            .optional(),
    }),
    id: schemas/* strictObject */.rej({
        id: schemas/* string */.YjP()
            .regex(/^[a-z0-9][a-z0-9._-]{0,62}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/, 'is not the id of a backup'),
    }),
    memberId: schemas/* strictObject */.rej({
        group: shape_name,
        id: schemas/* string */.YjP().regex(/^[a-z0-9._=-]{1,100}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z$/, 'is not the id of a backup'),
    }),
    restoreId: schemas/* strictObject */.rej({
        id: schemas/* string */.YjP()
            .regex(/^[a-z0-9][a-z0-9._-]{0,62}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z-[0-9a-f]{8}$/, 'is not the id of a restore'),
    }),
    memberRestoreId: schemas/* strictObject */.rej({
        group: shape_name,
        id: schemas/* string */.YjP()
            .regex(/^[a-z0-9._=-]{1,100}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z-[0-9a-f]{8}$/, 'is not the id of a restore'),
    }),
    restores: schemas/* strictObject */.rej({ source: fewSources.optional() }),
    job: schemas/* strictObject */.rej({ id: schemas/* string */.YjP().regex(/^\d{8}T\d{9}Z-\d{1,9}$/, 'is not the id of a job') }),
    jobs: schemas/* strictObject */.rej({
        state: schemas/* enum */.k5n(['queued', 'running', 'succeeded', 'failed', 'cancelled']).optional(),
        command: schemas/* enum */.k5n(['run', 'backup', 'verify', 'restore']).optional(),
        source: sourceName.optional(),
        limit: limit.optional(),
    }),
};
const moment = iso/* datetime */.w$();
const shape_problem = schemas/* looseObject */._H3({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP(), hint: schemas/* string */.YjP().optional() });
const problems = schemas/* array */.YOg(shape_problem).describe('What could not be read or done.');
const job = schemas/* looseObject */._H3({
    id: schemas/* string */.YjP(),
    command: schemas/* string */.YjP(),
    sources: schemas/* array */.YOg(schemas/* string */.YjP()),
    asked: schemas/* enum */.k5n(['schedule', 'request']),
    into: schemas/* string */.YjP().optional(),
    state: schemas/* enum */.k5n(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
    createdAt: moment,
    startedAt: moment.optional(),
    endedAt: moment.optional(),
    exitCode: schemas/* int */.Whr().optional(),
    progress: schemas/* string */.YjP().optional().describe('The last line that it wrote.'),
    problems,
});
const restore = schemas/* looseObject */._H3({
    id: schemas/* string */.YjP(),
    source: schemas/* string */.YjP(),
    backup: schemas/* string */.YjP(),
    state: schemas/* enum */.k5n(['in_progress', 'completed', 'failed']),
    startedAt: moment,
    completedAt: moment.optional(),
    into: schemas/* string */.YjP().optional(),
    error: shape_problem.optional(),
});
const policyState = schemas/* looseObject */._H3({
    file: schemas/* string */.YjP(),
    digest: schemas/* string */.YjP().describe('SHA-256 of the text that is followed.'),
    followedSince: moment,
    refused: shape_problem.extend({ at: moment }).optional().describe('The file cannot be followed as it is now.'),
});
const tell = {
    alive: schemas/* looseObject */._H3({ status: schemas/* literal */.euz('alive') }),
    backups: schemas/* looseObject */._H3({
        version: schemas/* literal */.euz(1),
        project: schemas/* string */.YjP(),
        backups: schemas/* array */.YOg(schemas/* looseObject */._H3({
            id: schemas/* string */.YjP(),
            source: schemas/* string */.YjP(),
            engine: schemas/* string */.YjP(),
            kind: schemas/* string */.YjP(),
            createdAt: moment,
            type: schemas/* enum */.k5n(['automatic', 'manual']),
            tags: schemas/* array */.YOg(schemas/* string */.YjP()),
            sealedBytes: schemas/* number */.aig(),
            retained: schemas/* boolean */.zMY(),
            held: schemas/* boolean */.zMY(),
            copies: schemas/* array */.YOg(schemas/* string */.YjP()),
            missing: schemas/* array */.YOg(schemas/* string */.YjP()),
        })),
        problems,
    }),
    backup: schemas/* looseObject */._H3({
        version: schemas/* literal */.euz(1),
        id: schemas/* string */.YjP(),
        source: schemas/* string */.YjP(),
        engine: schemas/* string */.YjP(),
        tags: schemas/* array */.YOg(schemas/* string */.YjP()),
        retained: schemas/* boolean */.zMY(),
        standing: schemas/* string */.YjP(),
        startedAt: moment,
        finishedAt: moment,
        sealedBytes: schemas/* number */.aig(),
        plainBytes: schemas/* number */.aig(),
        problems,
    }),
    health: schemas/* looseObject */._H3({
        version: schemas/* literal */.euz(1),
        project: schemas/* string */.YjP(),
        sources: schemas/* array */.YOg(schemas/* looseObject */._H3({ source: schemas/* string */.YjP() })),
        problems,
        server: schemas/* looseObject */._H3({
            startedAt: moment,
            readAt: moment.describe('When the stores were read for this answer.'),
            policy: policyState,
            scheduler: schemas/* looseObject */._H3({
                lastTickAt: moment.nullable(),
                nextTickAt: moment.nullable(),
                lastRoundAt: moment.nullable(),
                problem: schemas/* string */.YjP().nullable(),
            }),
            jobs: schemas/* looseObject */._H3({ waiting: schemas/* int */.Whr(), running: schemas/* int */.Whr() }),
            findings: schemas/* array */.YOg(schemas/* looseObject */._H3({
                level: schemas/* enum */.k5n(['warning', 'bad']),
                message: schemas/* string */.YjP(),
                hint: schemas/* string */.YjP().optional(),
                source: schemas/* string */.YjP().optional(),
                job: schemas/* string */.YjP().optional(),
            })),
        }),
    }),
    restores: schemas/* looseObject */._H3({ version: schemas/* literal */.euz(1), project: schemas/* string */.YjP(), restores: schemas/* array */.YOg(restore), problems }),
    restore: restore.extend({ version: schemas/* literal */.euz(1), problems }),
    job: job.extend({ log: schemas/* array */.YOg(schemas/* string */.YjP()), logDropped: schemas/* int */.Whr(), result: schemas/* unknown */.L5J().optional() }),
    jobs: schemas/* looseObject */._H3({ version: schemas/* literal */.euz(1), jobs: schemas/* array */.YOg(job) }),
    started: job,
    problem: schemas/* looseObject */._H3({
        title: schemas/* string */.YjP(),
        status: schemas/* int */.Whr(),
        code: schemas/* string */.YjP(),
        detail: schemas/* string */.YjP(),
        hint: schemas/* string */.YjP().optional(),
    }),
    description: schemas/* looseObject */._H3({ openapi: schemas/* string */.YjP(), paths: schemas/* looseObject */._H3({}) }),
};

;// CONCATENATED MODULE: ./command/serve/api/jobs.js



const started = (job) => json(job, 202, { Location: `/api/jobs/${job.id}` });
function jobEndpoints({ jobs }) {
    const none = () => new HttpProblem(404, 'unknown-job', 'there is no such job', {
        hint: 'Jobs are forgotten after a while, and as the server starts again; the stores keep the records of runs.',
    });
    return [
        {
            method: 'GET',
            path: '/api/jobs',
            name: 'listJobs',
            summary: 'List the jobs of this server, newest first',
            query: ask.jobs,
            answers: {
                200: { says: 'The jobs since the server was started, at most the last 200 that ended.', is: tell.jobs },
            },
            refusals: [],
            handle({ query }) {
                const { state, command, source, limit } = query;
                const found = jobs
                    .list()
                    .filter((job) => state === undefined || job.state === state)
                    .filter((job) => command === undefined || job.command === command)
                    .filter((job) => source === undefined || job.sources.includes(source));
                return json({ version: 1, jobs: found.slice(0, limit === undefined ? undefined : Number(limit)) });
            },
        },
        {
            method: 'GET',
            path: '/api/jobs/{id}',
            name: 'showJob',
            summary: 'Show one job: state, progress, the end of its log, its result',
            parameters: ask.job,
            answers: { 200: { says: 'The job.', is: tell.job } },
            refusals: [404],
            handle({ parameters }) {
                const job = jobs.get(parameters['id'] ?? '');
                if (!job)
                    throw none();
                return json(job);
            },
        },
        {
            method: 'DELETE',
            path: '/api/jobs/{id}',
            name: 'cancelJob',
            summary: 'Cancel a job that waits or runs',
            parameters: ask.job,
            answers: { 202: { says: 'The job, which is being ended.', is: tell.started } },
            refusals: [404, 409],
            handle({ parameters }) {
                const known = jobs.get(parameters['id'] ?? '');
                if (!known)
                    throw none();
                if (isOver(known))
                    throw new HttpProblem(409, 'job-over', `this job has ${known.state} already`);
                return json(jobs.cancel(known.id) ?? known, 202);
            },
        },
    ];
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./command/serve/api/source.js


/**
 * The sources of the policy that these names mean; none: all. A database of a server is known by its server's source.
 * @throws HttpProblem 404 for one that the policy does not have.
 */
function requireSources(policy, names) {
    const all = Object.keys(policy.sources);
    if (names === undefined)
        return all;
    for (const name of names) {
        const [group = '', database] = name.split('/');
        const source = policy.sources[group];
        if (source && (database === undefined || source.databases !== undefined))
            continue;
        const near = (0,words/* nearest */.pA)(group, all);
        throw new HttpProblem(404, 'unknown-source', `the policy has no source ${name}`, {
            hint: near === undefined || near === name ? 'GET /api/health lists the sources.' : `Did you mean ${near}?`,
        });
    }
    return [...new Set(names)];
}
/** @throws HttpProblem 404 for a store that the policy does not have. */
function requireStoreName(policy, name) {
    if (name === undefined || policy.stores[name])
        return;
    throw new HttpProblem(404, 'unknown-store', `the policy has no store ${name}`);
}

;// CONCATENATED MODULE: ./command/serve/api/backups.js






function backupEndpoints(server) {
    const one = async (id) => {
        // A name that nobody backs up would be looked for in every store.
        if ((0,catalog/* sourceOf */.vz)(id) === undefined)
            throw new HttpProblem(400, 'path-refused', 'this is not the id of a backup');
        return json(withProblems(await server.lists.get(`show ${id}`, () => server.read('show', { id: [id] }))));
    };
    return [
        {
            method: 'GET',
            path: '/api/backups',
            name: 'listBackups',
            summary: 'List backups, newest first',
            query: ask.backups,
            answers: { 200: { says: 'The backups, as `backproof list --json` prints them.', is: tell.backups } },
            refusals: [404, 502, 503],
            handle: (call) => list(server, call),
        },
        {
            method: 'POST',
            path: '/api/backups',
            name: 'backUp',
            summary: 'Back up now, in the background',
            body: ask.backup,
            bodyOptional: true,
            answers: { 202: { says: 'The job that makes the backup.', is: tell.started } },
            refusals: [404, 413, 415, 429, 503],
            handle: (call) => backUp(server, call),
        },
        {
            method: 'GET',
            path: '/api/backups/{id}',
            name: 'showBackup',
            summary: 'Show everything about one backup',
            parameters: ask.id,
            answers: { 200: { says: 'The backup, as `backproof show --json` prints it.', is: tell.backup } },
            refusals: [404, 502, 503],
            handle: ({ parameters }) => one(parameters['id'] ?? ''),
        },
        {
            method: 'GET',
            path: '/api/backups/{group}/{id}',
            name: 'showDatabaseBackup',
            summary: 'Show everything about one backup of one database of a server',
            parameters: ask.memberId,
            answers: { 200: { says: 'The backup, as `backproof show --json` prints it.', is: tell.backup } },
            refusals: [404, 502, 503],
            handle: ({ parameters }) => one(`${parameters['group']}/${parameters['id']}`),
        },
    ];
}
function withProblems({ json, problems }) {
    return { ...json, problems };
}
async function list({ policy, lists, read }, call) {
    const { source, tag, since, until, limit, all } = call.query;
    if (all !== 'true')
        requireSources((await policy.refresh()).policy, source);
    const options = {
        ...(source ? { source } : {}),
        ...(tag ? { tag } : {}),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
        limit: limit ?? '1000',
        ...(all === 'true' ? { all: true } : {}),
    };
    return json(withProblems(await lists.get(`list ${JSON.stringify(options)}`, () => read('list', options))));
}
async function backUp(server, call) {
    const { sources, tags = [], retain = false } = call.body;
    const names = requireSources((await server.policy.refresh()).policy, sources);
    return started(server.jobs.add({
        command: 'backup',
        args: [
            ...names.map((name) => `--source=${name}`),
            ...tags.map((tag) => `--tag=${tag}`),
            ...(retain ? ['--retain'] : []),
        ],
        sources: names,
        locks: [...new Set(names.map(sourceLock))],
        asked: 'request',
    }));
}

// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./command/project/given-keys.js
var given_keys = __webpack_require__(43394);
// EXTERNAL MODULE: ./command/result.js
var result = __webpack_require__(43133);
;// CONCATENATED MODULE: ./command/serve/log.js

const mostText = 2000;
/** Lines go to the log of the world, which takes secrets out of them; here every value is redacted before it is escaped. */
function serveLog({ log, now, redact }, json) {
    const line = (level) => (event, fields = {}) => {
        const clean = (0,world_0/* redactAll */.$I)(fields, redact);
        const at = now().toISOString();
        log.info(json ? JSON.stringify({ at, level, event, ...clean }) : `${at} ${level} ${event}${log_words(clean)}`);
    };
    return { info: line('info'), warning: line('warning'), error: line('error') };
}
/** `key=value`, quoted where it is more than one plain word: no value can begin a line or look like another key. */
function log_words(fields) {
    return Object.entries(fields)
        .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}=${shown(value)}`]))
        .join('');
}
function shown(value) {
    const text = (typeof value === 'object' ? value.join(',') : String(value)).slice(0, mostText);
    return /^[\w.:/@,+-]+$/.test(text) ? text : JSON.stringify(text);
}
/** The log of a command that runs in this process: its warnings are lines of the server, its chatter is dropped. */
function quietLog(log, command) {
    return {
        info: () => { },
        warning: (message) => log.warning('warning', { command, message }),
        error: (message) => log.error('error', { command, message }),
        group: (_, body) => body(),
        progress: () => ({ [Symbol.dispose]() { } }),
        fault: ({ file, finding: { line, column, message } }) => log.error('policy-mistake', { command, at: `${file}:${line}:${column}`, message }),
    };
}

;// CONCATENATED MODULE: ./command/serve/reads.js





const mostAtOnce = 4;
const mostWaiting = 64;
/** Reads by the policy that is followed; a few at once, for each holds a catalog in memory. */
function makeRead(world, policy, log) {
    let running = 0;
    const waiting = [];
    const enter = async () => {
        if (running < mostAtOnce) {
            running += 1;
            return;
        }
        if (waiting.length >= mostWaiting)
            throw new problem/* Problem */.AF('store-unavailable', `${mostWaiting} readings of the stores are waiting already`, {
                hint: 'Ask again in some seconds.',
            });
        await new Promise((resolve) => waiting.push(resolve));
    };
    const leave = () => {
        const next = waiting.shift();
        if (next)
            next();
        else
            running -= 1;
    };
    return async (command, options) => {
        await enter();
        try {
            const { file } = await policy.refresh();
            const at = world.now();
            const footing = { judgement: { kind: 'trusted' }, policy: file };
            const { json, problems } = await (0,given_keys/* runWithKeys */.I)({ ...world, footing, log: quietLog(log, command) }, command, options);
            return { json: (0,world_0/* redactAll */.$I)(json, world.redact), problems: (0,world_0/* redactAll */.$I)(problems.map(result/* problemJson */.ok), world.redact), at };
        }
        finally {
            leave();
        }
    };
}
/** For how long a failure is told again, before the stores are asked once more. */
const failureAgeMs = 2000;
/** Keeps what was read for a short while: however many ask, it is read once in that time, and once at a time. */
class ReadingCache {
    #options;
    #kept = new Map();
    constructor(options) {
        this.#options = options;
    }
    get(key, make) {
        const { maxAgeMs, mostKept, monotonicMs } = this.#options;
        const known = this.#kept.get(key);
        if (known && (known.until === undefined || monotonicMs() < known.until))
            return known.value;
        const kept = { value: make() };
        this.#kept.delete(key);
        this.#kept.set(key, kept);
        const keepFor = (ms) => () => {
            kept.until = monotonicMs() + ms;
        };
        kept.value.then(keepFor(maxAgeMs), keepFor(Math.min(maxAgeMs, failureAgeMs)));
        for (const old of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size - mostKept)))
            this.#kept.delete(old);
        return kept.value;
    }
    /** What is kept may be wrong by now: a job has ended. What is being read is given out all the same. */
    expire() {
        for (const [key, { until }] of this.#kept)
            if (until !== undefined)
                this.#kept.delete(key);
    }
}

;// CONCATENATED MODULE: ./command/serve/api/health.js





const says = 'The health of every source, as `backproof report --json` prints it, and of the server itself.';
function healthEndpoints(server) {
    const { monotonicMs } = server.world;
    const answers = new ReadingCache({ maxAgeMs: answerAgeMs, mostKept: 1, monotonicMs });
    const metrics = new ReadingCache({ maxAgeMs: answerAgeMs, mostKept: 1, monotonicMs });
    const handle = () => answers.get('', () => answer(server));
    const health = {
        method: 'GET',
        summary: 'The health of every source, and of this server',
        answers: { 200: { says, is: tell.health } },
        refusals: [502, 503],
        handle,
    };
    return [
        { ...health, path: '/api/health', name: 'health' },
        // Where a page that is published beside the backups has it.
        { ...health, path: '/api/health/infra/backup.json', name: 'healthFile' },
        {
            method: 'GET',
            path: '/healthz',
            name: 'alive',
            summary: 'Says that the server answers, and nothing else; needs no token',
            open: true,
            answers: { 200: { says: 'It answers.', is: tell.alive } },
            refusals: [],
            handle: () => json({ status: 'alive' }),
        },
        {
            method: 'GET',
            path: '/metrics',
            name: 'metrics',
            summary: 'The health of every source as metrics for Prometheus',
            description: 'Give Prometheus the token: `authorization: { credentials_file: ... }` in its scrape configuration.',
            answers: { 200: { says: 'The metrics, in the text format 0.0.4.', is: metricsType } },
            refusals: [502, 503],
            handle: () => metrics.get('', async () => metricsOf(await server.health())),
        },
        {
            method: 'GET',
            path: '/',
            name: 'page',
            summary: 'The health of every source as a page',
            description: 'A browser may send the token as the password of its own dialogue.',
            answers: { 200: { says: 'The page.', is: 'text/html; charset=utf-8' } },
            refusals: [502, 503],
            async handle() {
                const { page } = await server.health();
                return { status: 200, body: page, type: 'text/html; charset=utf-8', headers: pageHeaders(page) };
            },
        },
    ];
}
/** Many monitors may ask at once: what is told is put together a few times in a second, and the stores are read less often. */
const answerAgeMs = 250;
const metricsType = 'text/plain; version=0.0.4; charset=utf-8';
/** `report --json` gave the reading. */
const metricsOf = ({ json: read }) => ({
    status: 200,
    body: (0,report/* healthMetrics */.im)(read),
    type: metricsType,
});
async function answer(server) {
    const { text, at } = await server.health();
    const state = JSON.stringify(stateOf(server, at));
    return { ...json({}), body: Buffer.from(`${text.slice(0, -1)},"server":${state}}`) };
}
/** The page says itself what it needs. */
function pageHeaders(page) {
    const own = /<meta http-equiv="Content-Security-Policy" content="([^"\r\n]{1,1000})">/.exec(page)?.[1];
    const unescaped = own?.replaceAll('&#39;', "'");
    const policy = unescaped ?? "default-src 'none'; style-src 'unsafe-inline'";
    return {
        'Content-Security-Policy': `${policy}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    };
}
function stateOf({ policy, jobs, scheduler, startedAt }, at) {
    const { policy: followed, file, since, refused } = policy.followed;
    return {
        startedAt: startedAt.toISOString(),
        readAt: at.toISOString(),
        policy: {
            file: file.path,
            digest: followed.digest,
            followedSince: since.toISOString(),
            ...(refused ? { refused: { ...refused.problem, at: refused.at.toISOString() } } : {}),
        },
        scheduler: scheduler.state,
        jobs: jobs.counts,
        findings: [
            ...(refused
                ? [
                    {
                        level: 'bad',
                        message: `the policy file is refused, and the policy of ${since.toISOString()} is still followed: ${refused.problem.message}`,
                        ...(refused.problem.hint ? { hint: refused.problem.hint } : {}),
                    },
                ]
                : []),
            ...(scheduler.state.problem === null
                ? []
                : [{ level: 'bad', message: `the last tick failed: ${scheduler.state.problem}` }]),
            ...failures(jobs.list(), Object.keys(followed.sources)),
        ],
    };
}
/** Of each source the newest job that has ended, if it failed: one that crashed may have left no record in a store. */
function failures(jobs, sources) {
    return sources.flatMap((source) => {
        const newest = jobs.find((job) => isOver(job) && job.sources.some((name) => name.replace(/\/.*$/s, '') === source));
        if (newest?.state !== 'failed')
            return [];
        const [problem] = newest.problems;
        const message = `the last job of ${source} (${newest.command}) failed: ${problem?.message ?? 'it says nothing of why'}`;
        return [
            { level: 'bad', source, job: newest.id, message, ...(problem?.hint ? { hint: problem.hint } : {}) },
        ];
    });
}

// EXTERNAL MODULE: ../../node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(69947);
;// CONCATENATED MODULE: ./command/serve/api/openapi.js



const problemType = 'application/problem+json';
const refusals = {
    400: 'The request is not as this document describes it.',
    401: 'The request has no valid token.',
    403: 'A page of another origin sent it.',
    404: 'There is no such thing.',
    409: 'It cannot be done as things are.',
    413: 'The body is longer than 64 KiB.',
    415: 'The body is not JSON.',
    421: 'The server is not known by the name in the Host header.',
    429: 'Too much waits already.',
    502: 'A store, or what the policy names, failed.',
    503: 'A store is not reachable, or the server stops.',
};
/** The OpenAPI document of these routes: the one table is what is served and what is described. Pure. */
function describeApi(routes) {
    const paths = {};
    for (const route of routes) {
        const methods = paths[route.path] ?? {};
        paths[route.path] = { ...methods, [route.method.toLowerCase()]: operation(route) };
    }
    return {
        openapi: '3.1.0',
        info: {
            title: 'Backproof',
            version: world_0/* version */.rE,
            description: 'Backups as policy, restores as proof: the API of `backproof serve`.',
            license: { name: 'MIT', identifier: 'MIT' },
        },
        servers: [{ url: '/' }],
        security: [{ token: [] }],
        paths,
        components: {
            securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
            schemas: { Problem: schemaOf(tell.problem, 'output') },
        },
    };
}
function operation(route) {
    const { name, summary, description, parameters, query, body, bodyOptional, answers, open } = route;
    const refused = open ? [400] : [400, 401, 403, 421, ...route.refusals];
    const responses = {};
    for (const [status, { says, is }] of Object.entries(answers)) {
        const [type, schema] = typeof is === 'string'
            ? [is.split(';')[0] ?? is, { type: 'string' }]
            : ['application/json', schemaOf(is, 'output')];
        responses[status] = { description: says, content: { [type]: { schema } } };
    }
    for (const status of refused)
        responses[status] = {
            description: refusals[status] ?? 'It failed.',
            content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
        };
    const given = [...parametersOf(parameters, 'path'), ...parametersOf(query, 'query')];
    return {
        operationId: name,
        summary,
        ...(description === undefined ? {} : { description }),
        ...(open ? { security: [] } : {}),
        ...(given.length > 0 ? { parameters: given } : {}),
        ...(body
            ? {
                requestBody: {
                    required: !bodyOptional,
                    content: { 'application/json': { schema: schemaOf(body, 'input') } },
                },
            }
            : {}),
        responses,
    };
}
function parametersOf(shape, where) {
    if (!shape)
        return [];
    const { properties = {}, required = [] } = schemaOf(shape, 'input');
    return Object.entries(properties).map(([name, { description, ...schema }]) => ({
        name,
        in: where,
        required: where === 'path' || required.includes(name),
        ...(description === undefined ? {} : { description }),
        schema,
    }));
}
function schemaOf(schema, io) {
    const { $schema: _, ...made } = json_schema_processors/* toJSONSchema */.bl(schema, { target: 'draft-2020-12', io, reused: 'inline' });
    return made;
}

;// CONCATENATED MODULE: ./command/serve/api/proofs.js






function proofEndpoints(server) {
    return [
        {
            method: 'POST',
            path: '/api/proofs',
            name: 'prove',
            summary: 'Prove backups, in the background',
            body: ask.proof,
            bodyOptional: true,
            answers: { 202: { says: 'The job that proves.', is: tell.started } },
            refusals: [404, 413, 415, 429, 503],
            handle: (call) => prove(server, call),
        },
    ];
}
async function prove({ policy, jobs }, call) {
    const { id, sources, level, due = false } = call.body;
    if (id !== undefined && sources !== undefined)
        throw new HttpProblem(400, 'body-refused', 'a proof takes an id or sources, not both');
    if (due && (id !== undefined || level !== undefined))
        throw new HttpProblem(400, 'body-refused', 'a proof that is due has its own backup and level');
    const followed = (await policy.refresh()).policy;
    // The backup's own source: where the policy does not have it any more, the command says so.
    const names = id === undefined ? requireSources(followed, sources) : [(0,catalog/* sourceOf */.vz)(id) ?? ''];
    const args = [
        ...(id === undefined ? names.map((name) => `--source=${name}`) : [`--id=${id}`]),
        ...(level === undefined ? [] : [`--level=${level}`]),
        ...(due ? ['--due'] : []),
    ];
    const locks = [...new Set(names.map(sourceLock))];
    return started(jobs.add({ command: 'verify', args, sources: names, locks, asked: 'request' }));
}

;// CONCATENATED MODULE: ./command/serve/api/restores.js








function restoreEndpoints(server) {
    return [
        {
            method: 'POST',
            path: '/api/restores',
            name: 'restore',
            summary: 'Restore a backup, in the background',
            description: 'Only into a target that the policy names in serve.restore-into. It does not wait for backups.',
            body: ask.restore,
            answers: { 202: { says: 'The job that restores.', is: tell.started } },
            refusals: [404, 413, 415, 429, 503],
            handle: (call) => restores_restore(server, call),
        },
        {
            method: 'GET',
            path: '/api/restores',
            name: 'listRestores',
            summary: 'List restores, newest first: also those that another machine made',
            query: ask.restores,
            answers: { 200: { says: 'As `backproof restore --status --json` prints them.', is: tell.restores } },
            refusals: [404, 502, 503],
            async handle({ query }) {
                const { source } = query;
                requireSources(server.policy.followed.policy, source);
                return json(withProblems(await restores_status(server, source ? { source } : {})));
            },
        },
        {
            method: 'GET',
            path: '/api/restores/{id}',
            name: 'showRestore',
            summary: 'Show one restore, as the stores know it: in progress, completed or failed',
            parameters: ask.restoreId,
            answers: { 200: { says: 'As `backproof restore --status ID --json` prints it.', is: tell.restore } },
            refusals: [404, 502, 503],
            handle: async ({ parameters }) => json(withProblems(await restores_status(server, { id: [parameters['id'] ?? ''] }))),
        },
        {
            method: 'GET',
            path: '/api/restores/{group}/{id}',
            name: 'showDatabaseRestore',
            summary: 'Show one restore of one database of a server',
            parameters: ask.memberRestoreId,
            answers: { 200: { says: 'As `backproof restore --status ID --json` prints it.', is: tell.restore } },
            refusals: [404, 502, 503],
            handle: async ({ parameters: { group, id } }) => json(withProblems(await restores_status(server, { id: [`${group}/${id}`] }))),
        },
    ];
}
function restores_status({ lists, read }, options) {
    return lists.get(`restores ${JSON.stringify(options)}`, () => read('restore', { ...options, status: true }));
}
async function restores_restore({ policy, jobs }, call) {
    const asked = call.body;
    const { id, source, at, into, store, only = [], hooks, create = false, overwrite, timeout } = asked;
    if ((id === undefined) === (source === undefined))
        throw new HttpProblem(400, 'body-refused', 'a restore takes an id or a source');
    if (id !== undefined && at !== undefined)
        throw new HttpProblem(400, 'body-refused', 'a restore takes an id or a time, not both');
    const followed = (await policy.refresh()).policy;
    if (source !== undefined)
        requireSources(followed, [source]);
    requireStoreName(followed, store);
    const targets = followed.serve?.restoreInto ?? {};
    const target = targets[into];
    if (!target) {
        const names = Object.keys(targets);
        throw new HttpProblem(404, 'unknown-target', 'the policy has no such target in serve.restore-into', {
            hint: names.length > 0 ? `It has ${(0,words/* namesSome */.Tc)(names)}.` : 'Name one there: serve: { restore-into: { NAME: TARGET } }.',
        });
    }
    const of = source ?? (0,catalog/* sourceOf */.vz)(id ?? '') ?? '';
    if (hooks === undefined)
        requireNoHooks(followed, of);
    const given = { id, source, at, store, overwrite, timeout };
    const args = [
        // The template: its variables are filled in by the process itself, so no password stands in an argument.
        `--into=${target.template}`,
        ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
        ...only.map((pattern) => `--only=${pattern}`),
        ...(hooks === false ? ['--no-hooks'] : []),
        ...(create ? ['--create'] : []),
    ];
    return started(jobs.add({ command: 'restore', args, sources: [of], locks: [targetLock(into)], asked: 'request', into }));
}
/** A restore for a look must not stop the application, and one that replaces its data must: the request says which it is. */
function requireNoHooks({ sources }, name) {
    const { before, finally: after } = sources[name.split('/', 1)[0] ?? '']?.recovery ?? {};
    if (!before && !after)
        return;
    throw new HttpProblem(400, 'body-refused', `${name} has hooks, and the request does not say whether they run`, {
        hint: 'Send "hooks": true to run recovery.before-restore and recovery.after-restore, or "hooks": false for a look at a copy.',
    });
}

;// CONCATENATED MODULE: ./command/serve/api/endpoints.js








/** Everything that can be asked. */
function endpointsOf(server) {
    const all = [
        ...healthEndpoints(server),
        ...backupEndpoints(server),
        ...proofEndpoints(server),
        ...restoreEndpoints(server),
        ...jobEndpoints(server),
        {
            method: 'GET',
            path: '/api/openapi.json',
            name: 'describe',
            summary: 'This description',
            answers: { 200: { says: 'The description of the API (OpenAPI 3.1).', is: tell.description } },
            refusals: [],
            handle: () => json(document),
        },
    ];
    const document = describeApi(all);
    return all;
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./command/serve/clock.js

function realClock({ now, monotonicMs }) {
    return {
        now,
        monotonicMs,
        async sleep(ms, signal) {
            await (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal }).catch(() => undefined);
        },
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
;// CONCATENATED MODULE: ./command/serve/http/body.js

const mostBytes = 64 * 1024;
/**
 * The JSON of a request's body; undefined where there is none. Nothing past the limit is read.
 * @throws HttpProblem 413, 415 or 400.
 */
async function readBody(request, response) {
    const { headers } = request;
    const said = headers['content-length'];
    if (said === undefined && headers['transfer-encoding'] === undefined)
        return undefined;
    if (said !== undefined && Number(said) > mostBytes)
        throw tooLarge();
    if (said !== undefined && Number(said) === 0)
        return undefined;
    // Also against a form of another site: it cannot send this type without being asked first.
    const type = headers['content-type'] ?? '';
    if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type))
        throw new HttpProblem(415, 'type-refused', 'the body is not application/json', {
            hint: 'Send Content-Type: application/json.',
        });
    if (headers['content-encoding'] !== undefined)
        throw new HttpProblem(415, 'encoding-refused', 'the body is encoded', { hint: 'Send it without Content-Encoding.' });
    if (/^100-continue$/i.test(headers.expect ?? ''))
        response.writeContinue();
    const chunks = [];
    let size = 0;
    // Not destroyed where it is too long: its answer goes over the same connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        size += chunk.length;
        if (size > mostBytes)
            throw tooLarge();
        chunks.push(chunk);
    }
    return parse(Buffer.concat(chunks));
}
function parse(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        throw new HttpProblem(400, 'body-refused', 'the body is not JSON in UTF-8');
    }
}
const tooLarge = () => new HttpProblem(413, 'body-too-large', `the body is longer than ${mostBytes / 1024} KiB`);

;// CONCATENATED MODULE: ./command/serve/http/guard.js


const longestTarget = 8192;
/** No name of this API needs an escape but for `=`, which many programs escape: any other is a trick or a mistake. */
const plainPath = /^(?:\/[A-Za-z0-9._=~-]*)+$/;
/** Takes the request's target apart. @throws HttpProblem 400 for what is not a plain path. */
function parseTarget(target) {
    const [written = '', ...rest] = target.split('?');
    const path = written.replaceAll(/%3d/gi, '=');
    const query = rest.join('?');
    const isStray = path.split('/').some((part) => part === '..' || part === '.');
    const isEmpty = /.\/$|\/\//.test(path);
    if (target.length > longestTarget || !plainPath.test(path) || isStray || isEmpty)
        throw new HttpProblem(400, 'path-refused', 'the path has characters or parts that no path of this API has', {
            hint: 'Write ids and names as they are, without escapes.',
        });
    // Only to find what cannot be decoded: URLSearchParams would put something else in its place.
    try {
        decodeURIComponent(query.replaceAll('+', ' '));
    }
    catch {
        throw new HttpProblem(400, 'query-refused', 'the query is not URL-encoded UTF-8');
    }
    return { path, query: new URLSearchParams(query) };
}
/**
 * Against DNS rebinding: a page of a stranger may make its own name lead here, and then asks with that name. An address is
 * nobody's name. @throws HttpProblem 421.
 */
function requireHost({ headers, hosts, localAddress }, names) {
    const host = headers['host'];
    const [, six, name] = (typeof host === 'string' ? /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d{1,5})?$/.exec(host) : null) ?? [];
    const asked = (six ?? name ?? '').toLowerCase().replace(/\.$/, '');
    const own = (localAddress ?? '').replace(/^::ffff:/i, '').toLowerCase();
    const known = asked === 'localhost' || names.includes(asked) || ((0,external_node_net_.isIP)(asked) !== 0 && asked === own);
    if (hosts === 1 && known)
        return;
    throw new HttpProblem(421, 'host-refused', 'this server is not known by the name in the Host header', {
        hint: 'Start it with --host-name NAME for each name that a proxy or a browser uses.',
    });
}
/** @throws HttpProblem 401. `basic`: the browser's own dialogue may carry the token as a password, to read and nothing else. */
function requireToken({ method, headers }, tokens) {
    const given = headers['authorization'];
    const [, scheme = '', value = ''] = (typeof given === 'string' ? /^(\w+) +(\S+) *$/.exec(given) : null) ?? [];
    const isRead = method === 'GET' || method === 'HEAD';
    const token = scheme.toLowerCase() === 'bearer' ? value : scheme.toLowerCase() === 'basic' && isRead ? passwordOf(value) : '';
    if (tokens.allow(token))
        return;
    const basic = isRead && headers['accept']?.includes('text/html') ? ', Basic realm="backproof", charset="UTF-8"' : '';
    throw new HttpProblem(401, 'token-refused', 'the request has no valid token', {
        hint: 'Send Authorization: Bearer TOKEN, with a token of BACKPROOF_SERVE_TOKEN.',
        headers: { 'WWW-Authenticate': `Bearer realm="backproof"${basic}` },
    });
}
function passwordOf(value) {
    const text = Buffer.from(value, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon === -1 ? '' : text.slice(colon + 1);
}
/** Against requests that a stranger's page makes a browser send. @throws HttpProblem 403. */
function requireOwnOrigin({ method, headers }) {
    if (method === 'GET' || method === 'HEAD')
        return;
    const { host, origin } = headers;
    const site = headers['sec-fetch-site'];
    const isOwn = origin === undefined || (typeof origin === 'string' && URL.parse(origin)?.host === host);
    if (isOwn && (site === undefined || site === 'same-origin' || site === 'none'))
        return;
    throw new HttpProblem(403, 'origin-refused', 'the request comes from a page of another origin');
}

;// CONCATENATED MODULE: ./command/serve/http/router.js

/** Finds the route. HEAD is GET without its body. Pure. */
function match(routes, method, path) {
    const fitting = routes.flatMap((route) => {
        const parameters = fit(route.path, path);
        return parameters ? [{ route, parameters }] : [];
    });
    const wanted = method === 'HEAD' ? 'GET' : method;
    const found = fitting.find(({ route }) => route.method === wanted);
    if (found)
        return { kind: 'found', ...found };
    if (fitting.length === 0)
        return { kind: 'none' };
    const methods = fitting.map(({ route }) => route.method);
    return { kind: 'method', allow: methods.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one])) };
}
function fit(pattern, path) {
    const [wanted, given] = [pattern.split('/'), path.split('/')];
    if (wanted.length !== given.length)
        return undefined;
    const parameters = {};
    for (const [at, part] of wanted.entries()) {
        const value = given[at] ?? '';
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        if (name === undefined && part !== value)
            return undefined;
        if (name !== undefined && value === '')
            return undefined;
        if (name !== undefined)
            parameters[name] = value;
    }
    return parameters;
}
/** A query as an object: a name that its schema has as a list may be repeated, any other may not. @throws HttpProblem 400. */
function queryOf(query, lists) {
    const values = Object.create(null);
    for (const name of new Set(query.keys())) {
        const all = query.getAll(name);
        if (all.length > 1 && !lists.includes(name))
            throw new HttpProblem(400, 'query-refused', 'a parameter of the query is given twice');
        values[name] = lists.includes(name) ? all : all[0];
    }
    return { ...values };
}
/** What does not fit the schema, in one sentence. @throws HttpProblem 400. */
function parsed(schema, value, what) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const at = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : '';
    const detail = `the ${what} is not as the API describes it${at}: ${issue?.message ?? 'it does not fit'}`;
    throw new HttpProblem(400, `${what}-refused`, detail.slice(0, 500), {
        hint: 'GET /api/openapi.json describes every request.',
    });
}

;// CONCATENATED MODULE: ./command/serve/http/server.js








const usualLimits = { headMs: 10_000, requestMs: 30_000, idleMs: 120_000, connections: 512 };
/** Listens. Throws `usage` where it cannot. */
async function listen(at, options) {
    const { headMs, requestMs, idleMs, connections } = options.limits;
    const server = (0,external_node_http_.createServer)({
        maxHeaderSize: 16 * 1024,
        headersTimeout: headMs,
        requestTimeout: requestMs,
        keepAliveTimeout: 5000,
        connectionsCheckingInterval: Math.min(1000, headMs),
        rejectNonStandardBodyWrites: true,
    });
    server.maxHeadersCount = 100;
    server.maxConnections = connections;
    server.timeout = idleMs;
    const onRequest = (request, response) => {
        server_answer(request, response, options).catch((error) => {
            tellBug(error, options);
            response.destroy();
        });
    };
    server.on('request', onRequest);
    // Refusals are told before the body is sent.
    server.on('checkContinue', onRequest);
    await server_started(server, at);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : at.port;
    return { url: urlOf({ host: at.host, port }), close: (ms, hurry) => server_close(server, ms, hurry) };
}
function server_started(server, { host, port }) {
    return new Promise((resolve, reject) => {
        server.once('error', (cause) => {
            const message = `the server cannot listen at ${urlOf({ host, port })}: ${(0,words/* reasonOf */.A3)(cause)}`;
            reject(new problem/* Problem */.AF('usage', message, { hint: 'Name another address with --listen HOST:PORT.', cause }));
        });
        server.listen({ host, port, backlog: 511 }, () => resolve());
    });
}
async function server_close(server, ms, hurry) {
    const end = () => server.closeAllConnections();
    const late = setTimeout(end, ms);
    if (hurry.aborted)
        end();
    hurry.addEventListener('abort', end);
    await new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
    });
    clearTimeout(late);
    hurry.removeEventListener('abort', end);
}
async function server_answer(request, response, options) {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const { socket } = request;
    let given;
    try {
        given = await handle(request, response, options);
    }
    catch (error) {
        given = failure(error, options);
    }
    send(request, response, socket, given);
}
async function handle(request, response, options) {
    const { endpoints, tokens, hostNames } = options;
    const asked = {
        method: request.method ?? '',
        target: request.url ?? '',
        headers: request.headers,
        hosts: request.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length,
        localAddress: request.socket.localAddress,
    };
    const { path, query } = parseTarget(asked.target);
    const found = match(endpoints, asked.method, path);
    const isOpen = found.kind === 'found' && found.route.open === true;
    if (!isOpen) {
        requireHost(asked, hostNames);
        requireToken(asked, tokens);
        requireOwnOrigin(asked);
    }
    if (found.kind === 'none')
        throw new HttpProblem(404, 'unknown-path', 'there is nothing at this path');
    if (found.kind === 'method')
        throw new HttpProblem(405, 'unknown-method', 'this path does not take this method', {
            headers: { Allow: found.allow.join(', ') },
        });
    const { route } = found;
    const parameters = route.parameters ? parsed(route.parameters, found.parameters, 'path') : {};
    const lists = Object.entries(route.query?.shape ?? {}).flatMap(([name, one]) => (isList(one) ? [name] : []));
    const values = queryOf(query, lists);
    if (!route.query && Object.keys(values).length > 0)
        throw new HttpProblem(400, 'query-refused', 'this path takes no query');
    const body = route.body ? await readBody(request, response) : undefined;
    return route.handle({
        parameters: parameters,
        query: route.query ? parsed(route.query, values, 'query') : {},
        body: route.body ? parsed(route.body, body === undefined && route.bodyOptional ? {} : body, 'body') : undefined,
    });
}
const isList = (schema) => {
    const { type, innerType } = schema.def;
    return type === 'array' || (innerType !== undefined && isList(innerType));
};
/** A bug is told in the log, with its stack; the asker learns that there was one. */
function failure(error, options) {
    const { redact } = options;
    if (error instanceof HttpProblem)
        return problemAnswer(error);
    if ((0,problem/* isProblem */.AN)(error)) {
        const status = statusOf(error.code);
        const retry = status === 429 || status === 503 ? { 'Retry-After': '10' } : {};
        const hint = error.hint === undefined ? undefined : redact(error.hint);
        return problemAnswer(new HttpProblem(status, error.code, redact(error.message), { hint, headers: retry }));
    }
    tellBug(error, options);
    return problemAnswer(new HttpProblem(500, 'bug', 'the server met a bug: its log has more'));
}
function tellBug(error, { log }) {
    log.error('bug', { message: (0,problem/* messageOf */.bD)(error), stack: error instanceof Error ? error.stack : undefined });
}
const safeHeaders = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
};
function send(request, response, socket, given) {
    const { status, body, type, headers } = given;
    if (response.destroyed)
        return;
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    // What is still to come of a body is not read: the connection ends with the answer.
    const isCut = !request.complete;
    response.writeHead(status, {
        ...safeHeaders,
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        ...headers,
        ...(isCut ? { Connection: 'close' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : bytes, () => {
        if (!isCut)
            return;
        // Closed gently, or the answer could be lost with what is still arriving; but not for long.
        socket.end();
        setTimeout(() => socket.destroy(), 1000).unref();
    });
}

;// CONCATENATED MODULE: ./command/serve/job/record.js



const mostLines = 200;
const mostLineText = 1000;
const mostResult = 256 * 1024;
const record_problem = schemas/* object */.Ikc({ code: schemas/* string */.YjP(), message: schemas/* string */.YjP(), hint: schemas/* string */.YjP().optional() });
/** A report has those of a source beside it. */
const told = schemas/* object */.Ikc({
    problems: schemas/* array */.YOg(record_problem).default([]),
    sources: schemas/* array */.YOg(schemas/* object */.Ikc({ problems: schemas/* array */.YOg(record_problem).default([]) })).default([]),
});
const mostProblems = 50;
/** What is remembered of one job while the server runs; the stores have the records that last. */
class JobRecord {
    id;
    work;
    #redact;
    #createdAt;
    #state = 'queued';
    #startedAt;
    #endedAt;
    #exitCode;
    #problems = [];
    #log = [];
    #dropped = 0;
    #result;
    #told = false;
    constructor(id, work, createdAt, redact) {
        this.id = id;
        this.work = work;
        this.#createdAt = createdAt;
        this.#redact = redact;
    }
    get state() {
        return this.#state;
    }
    get isOver() {
        return isOver({ state: this.#state });
    }
    start(at) {
        this.#state = 'running';
        this.#startedAt = at;
    }
    hear(line) {
        this.#log.push(this.#redact(line).slice(0, mostLineText));
        if (this.#log.length <= mostLines)
            return;
        this.#log.shift();
        this.#dropped += 1;
    }
    /** It was told to end: however it does, nobody has to look for a reason. */
    tell() {
        this.#told = true;
    }
    /** It was never started. */
    cancel(at) {
        this.#state = 'cancelled';
        this.#endedAt = at;
    }
    end(end, at) {
        this.#endedAt = at;
        if (end.kind === 'unstarted')
            this.#fail('the process could not be started', end.because);
        else if (end.kind === 'killed' && this.#told)
            this.#state = 'cancelled';
        else if (end.kind === 'killed')
            this.#fail('the process was killed', end.by);
        else
            this.#exit(end);
    }
    #exit(end) {
        this.#exitCode = end.code;
        this.#state = end.code === 0 ? 'succeeded' : end.code === 130 ? 'cancelled' : 'failed';
        this.#read(end.stdout);
        if (this.#state === 'failed' && this.#problems.length === 0)
            this.#fail('the process failed and left no result', `exit ${end.code}`);
    }
    #fail(what, because) {
        this.#state = 'failed';
        const hint = 'Its log says more; a `run` at the next tick does what is still due.';
        this.#problems = [{ code: 'job-crashed', message: this.#redact(`${what}: ${because}`), hint }];
    }
    /** Its own output, but from another process: whatever does not parse is left out. */
    #read(stdout) {
        if (!stdout)
            return;
        try {
            const result = (0,world_0/* redactAll */.$I)(JSON.parse(stdout), this.#redact);
            if (stdout.length <= mostResult)
                this.#result = result;
            const read = told.safeParse(result);
            const all = read.success ? [...read.data.problems, ...read.data.sources.flatMap((one) => one.problems)] : [];
            this.#problems = all.slice(0, mostProblems).map(plain);
        }
        catch (error) {
            if (!(error instanceof SyntaxError))
                throw error;
            this.hear('the result that the process printed is not JSON');
        }
    }
    show() {
        const { id, work } = this;
        const last = this.#log.at(-1);
        return {
            id,
            command: work.command,
            sources: work.sources,
            asked: work.asked,
            ...(work.into === undefined ? {} : { into: work.into }),
            state: this.#state,
            createdAt: this.#createdAt.toISOString(),
            ...(this.#startedAt ? { startedAt: this.#startedAt.toISOString() } : {}),
            ...(this.#endedAt ? { endedAt: this.#endedAt.toISOString() } : {}),
            ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
            ...(last === undefined ? {} : { progress: last }),
            problems: this.#problems,
        };
    }
    detail() {
        const result = this.#result === undefined ? {} : { result: this.#result };
        return { ...this.show(), log: [...this.#log], logDropped: this.#dropped, ...result };
    }
    /** A long history keeps what happened, not all that was printed. */
    shrink() {
        this.#result = undefined;
        this.#dropped += Math.max(0, this.#log.length - 20);
        this.#log = this.#log.slice(-20);
    }
}
const plain = ({ code, message, hint }) => ({
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
});

;// CONCATENATED MODULE: ./command/serve/job/jobs.js


const jobs_mostWaiting = 100;
const mostKept = 200;
const mostWhole = 20;
/** How long a process that was told to end may take, before it is ended. */
const graceOfCancelMs = 60_000;
/** The jobs of this server, in the order in which they were asked for. */
class Jobs {
    #options;
    #all = new Map();
    #running = new Map();
    #waiting = [];
    #closed = false;
    #count = 0;
    constructor(options) {
        this.#options = options;
    }
    /** Queues the work. Throws `run-failed` where too much waits already, or the server stops. */
    add(work) {
        const { clock, log, redact } = this.#options;
        if (this.#closed)
            throw stopping();
        if (this.#waiting.length >= jobs_mostWaiting)
            throw new problem/* Problem */.AF('run-failed', `${jobs_mostWaiting} jobs are waiting already`, {
                hint: 'Wait until some have ended, or cancel some.',
            });
        this.#count += 1;
        const id = `${clock.now().toISOString().replaceAll(/[-:.]/g, '')}-${this.#count}`;
        const record = new JobRecord(id, work, clock.now(), redact);
        this.#all.set(id, record);
        this.#waiting.push(record);
        log.info('job-queued', { job: id, command: work.command, sources: work.sources, asked: work.asked });
        this.#advance();
        return record.show();
    }
    /** Newest first. */
    list() {
        return [...this.#all.values()].reverse().map((record) => record.show());
    }
    get(id) {
        return this.#all.get(id)?.detail();
    }
    /** True while a job that waits or runs has this lock. */
    isBusy(lock) {
        return [...this.#waiting, ...this.#running.keys()].some(({ work }) => work.locks.includes(lock));
    }
    get counts() {
        return { waiting: this.#waiting.length, running: this.#running.size };
    }
    /** Takes a job that waits out of the queue, and tells one that runs to end. undefined: there is none. */
    cancel(id) {
        const record = this.#all.get(id);
        if (!record)
            return undefined;
        const { clock, log } = this.#options;
        const runs = this.#running.get(record);
        if (runs) {
            log.info('job-cancelled', { job: id });
            void runs.program.then((program) => this.#end(record, program, runs.done, graceOfCancelMs), ignore);
        }
        else if (!record.isOver) {
            this.#waiting = this.#waiting.filter((one) => one !== record);
            record.cancel(clock.now());
            this.#over(record);
            this.#advance();
        }
        return record.show();
    }
    async #end(record, program, done, graceMs) {
        record.tell();
        program.stop();
        const over = new AbortController();
        const late = this.#options.clock.sleep(graceMs, over.signal).then(() => {
            if (!over.signal.aborted)
                program.kill();
        });
        await Promise.race([done, late]);
        over.abort();
    }
    /** Nothing starts any more; what runs is told to end, and ended after the grace period, or at once as `hurry` fires. */
    async close(graceMs, hurry) {
        this.#closed = true;
        for (const record of this.#waiting.splice(0)) {
            record.cancel(this.#options.clock.now());
            this.#over(record);
        }
        const ending = [...this.#running].map(async ([record, { program, done }]) => {
            const started = await program.catch(ignore);
            if (!started)
                return;
            const kill = () => started.kill();
            if (hurry.aborted)
                kill();
            hurry.addEventListener('abort', kill);
            await this.#end(record, started, done, graceMs);
            await done;
            hurry.removeEventListener('abort', kill);
        });
        await Promise.all(ending);
    }
    /** Starts what may start now. One that must wait lets others pass that have nothing to do with it. */
    #advance() {
        if (this.#closed)
            return;
        const taken = new Set([...this.#running.keys()].flatMap(({ work }) => work.locks));
        const left = [];
        for (const record of this.#waiting) {
            const { locks } = record.work;
            const mayStart = this.#hasRoom(record) && !locks.some((lock) => taken.has(lock));
            // Who waits keeps its place: a later one may not take its locks for ever.
            for (const lock of locks)
                taken.add(lock);
            if (mayStart)
                this.#start(record);
            else
                left.push(record);
        }
        this.#waiting = left;
    }
    /** Restores have room of their own: on the day that one is needed, no backup that hangs is in its way. */
    #hasRoom({ work }) {
        const isRestore = ({ work }) => work.command === 'restore';
        const alike = [...this.#running.keys()].filter((one) => isRestore(one) === isRestore({ work }));
        return alike.length < this.#options.atOnce;
    }
    #start(record) {
        const { spawn, clock, log } = this.#options;
        record.start(clock.now());
        log.info('job-started', { job: record.id, command: record.work.command, sources: record.work.sources });
        const program = spawn(record.work, (line) => record.hear(line));
        const done = program
            .then(({ ended }) => ended)
            .catch((error) => {
            const because = error instanceof Error ? error.message : String(error);
            return { kind: 'unstarted', because };
        })
            .then((end) => {
            record.end(end, clock.now());
            this.#running.delete(record);
            this.#over(record);
            this.#advance();
        });
        this.#running.set(record, { program, done });
    }
    #over(record) {
        const { log, onEnd } = this.#options;
        const job = record.show();
        const { id, command, sources, state, exitCode, problems } = job;
        const said = { job: id, command, sources, state, exitCode, problem: problems[0]?.message };
        if (state === 'failed')
            log.error('job-ended', said);
        else
            log.info('job-ended', said);
        this.#forget();
        onEnd?.(job);
    }
    #forget() {
        const over = [...this.#all.values()].filter((record) => record.isOver);
        for (const record of over.slice(0, Math.max(0, over.length - mostKept)))
            this.#all.delete(record.id);
        for (const record of over.slice(0, Math.max(0, over.length - mostWhole)))
            record.shrink();
    }
}
const stopping = () => new problem/* Problem */.AF('cancelled', 'the server is stopping', { hint: 'Ask again once it has been started.' });
const ignore = () => undefined;

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
;// CONCATENATED MODULE: ./command/serve/token.js





const tokenVariable = 'BACKPROOF_SERVE_TOKEN';
const tokenFileVariable = 'BACKPROOF_SERVE_TOKEN_FILE';
const shortest = 24;
const token_mostBytes = 16_384;
/** RFC 6750: what may follow `Bearer `. */
const pattern = /^[A-Za-z0-9\-._~+/]+=*$/;
/**
 * The tokens of the environment, or of the file that it names: several, parted by white space, so that a new one can be given
 * before the old one is taken away. Every one is masked. Throws `secret-missing` for a file that cannot be read, `usage` for
 * a token that is too short or cannot stand in a header.
 */
async function readTokens(world) {
    const given = world.env[tokenVariable] || (await readTokenFile(world));
    const words = given.split(/\s+/).filter((word) => word !== '');
    for (const word of words)
        world.mask(word);
    for (const word of words) {
        if (word.length < shortest)
            throw new problem/* Problem */.AF('usage', `a token of ${tokenVariable} is shorter than ${shortest} characters`, {
                hint: 'Make one with `openssl rand -hex 32`.',
            });
        if (!pattern.test(word))
            throw new problem/* Problem */.AF('usage', `a token of ${tokenVariable} has characters that cannot stand in a header`, {
                hint: 'Make one with `openssl rand -hex 32`.',
            });
    }
    const digests = words.map(digestOf);
    return {
        count: words.length,
        allow(text) {
            const asked = digestOf(text);
            // Not `some`: which one it was must not show in the time either.
            return digests.reduce((found, one) => (0,external_node_crypto_.timingSafeEqual)(one, asked) || found, false);
        },
    };
}
async function readTokenFile({ env, cwd }) {
    const file = env[tokenFileVariable];
    if (!file)
        return '';
    try {
        const bytes = await (0,promises_.readFile)((0,policy_file/* pathFrom */.Iw)(cwd, file));
        if (bytes.length <= token_mostBytes && bytes.some((byte) => byte > 32))
            return bytes.toString('utf8');
    }
    catch (cause) {
        throw new problem/* Problem */.AF('secret-missing', `${tokenFileVariable} cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Set it to a file with one token on each line, which this user may read.',
            cause,
        });
    }
    throw new problem/* Problem */.AF('secret-missing', `the file that ${tokenFileVariable} names has no token in it`, {
        hint: 'Write one token on each line; `openssl rand -hex 32` makes one.',
    });
}
const digestOf = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest();

;// CONCATENATED MODULE: ./command/serve/job/spawn.js




/** Starts this program again, with the same environment but for the server's own secret. */
function spawnOwn(world, policy) {
    const { program, cwd } = world;
    if (!program)
        throw new problem/* Problem */.AF('usage', 'serve does not know how it was started, so it cannot start jobs', {
            hint: 'Start it by the file: node dist/cli.js serve.',
        });
    const env = { ...world.env, [tokenVariable]: undefined, [tokenFileVariable]: undefined };
    return async ({ command, args }, hear) => {
        const path = await policy.path();
        const own = [command, `--policy=${path}`, '--json', ...args];
        return (0,runtime/* startOwnProgram */.Fj)({ program, args: own, env, cwd }, (line) => hear((0,world_0/* inert */.tJ)(line, false)));
    };
}

// EXTERNAL MODULE: ./command/project/project.js
var project = __webpack_require__(40433);
;// CONCATENATED MODULE: ./command/serve/kept-policy.js








/**
 * The policy's file, read again whenever it is asked for. A file that is broken, or gone, changes nothing: backups go on by
 * what it said last, loudly.
 */
class KeptPolicy {
    #world;
    #options;
    #log;
    #followed;
    /** What was refused, so that it is said once. */
    #refused;
    #folder;
    constructor(world, options, log, followed) {
        this.#world = world;
        this.#options = options;
        this.#log = log;
        this.#followed = followed;
    }
    /** Throws where there is no policy to begin with. */
    static async open(world, options, log) {
        const file = await (0,policy_file/* readPolicy */.T4)(world, options.policy);
        const { policy } = (0,project/* makeProject */.M)(world, file, []);
        return new KeptPolicy(world, options, log, { policy, file, since: world.now() });
    }
    /** As it was last read. */
    get followed() {
        return this.#followed;
    }
    /** Reads the file again, and follows it where it can be followed. */
    async refresh() {
        const { now } = this.#world;
        try {
            const file = await (0,policy_file/* readPolicy */.T4)(this.#world, this.#options.policy);
            const isSame = file.text === this.#followed.file.text && file.path === this.#followed.file.path;
            if (isSame && !this.#followed.refused)
                return this.#followed;
            if (!isSame && file.text === this.#refused)
                return this.#followed;
            const log = quietLog(this.#log, 'policy');
            const { policy } = isSame ? this.#followed : (0,project/* makeProject */.M)({ ...this.#world, log }, file, []);
            this.#followed = { policy, file, since: isSame ? this.#followed.since : now() };
            this.#refused = undefined;
            this.#log.info('policy-followed', { file: file.path, digest: policy.digest.slice(0, 12) });
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error))
                throw error;
            await this.#refuse(error);
        }
        return this.#followed;
    }
    async #refuse(error) {
        const text = await (0,policy_file/* readPolicy */.T4)(this.#world, this.#options.policy).then((file) => file.text, (unreadable) => `unreadable: ${(0,problem/* messageOf */.bD)(unreadable)}`);
        if (text === this.#refused)
            return;
        this.#refused = text;
        const { file, policy, since } = this.#followed;
        this.#followed = { policy, file, since, refused: { at: this.#world.now(), problem: (0,result/* problemJson */.ok)(error) } };
        const message = `${error.message}; the policy of ${since.toISOString()} is still followed`;
        this.#log.error('policy-refused', { file: file.path, message, hint: error.hint });
    }
    /** A file with the text that is followed, for another process: the policy's own, or a copy while that says another thing. */
    async path() {
        const { file, refused } = await this.refresh();
        if (!refused)
            return file.path;
        this.#folder ??= (0,promises_.mkdtemp)((0,external_node_path_.join)(this.#world.temporaryDirectory, 'backproof-serve-'));
        const folder = await this.#folder;
        // Written each time: whoever tidies up temporary files takes no backup away.
        await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
        const path = (0,external_node_path_.join)(folder, `${(0,external_node_crypto_.createHash)('sha256').update(file.text).digest('hex').slice(0, 16)}.yml`);
        await (0,promises_.writeFile)(path, file.text, { mode: 0o600 });
        return path;
    }
    async [Symbol.asyncDispose]() {
        const folder = await this.#folder;
        if (folder !== undefined)
            await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}

;// CONCATENATED MODULE: ./command/serve/schedule/due.js

const shape = schemas/* object */.Ikc({
    sources: schemas/* array */.YOg(schemas/* object */.Ikc({
        source: schemas/* string */.YjP(),
        tasks: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), due: schemas/* boolean */.zMY(), next: iso/* datetime */.w$().optional() })),
    })),
});
/** Reads the JSON of `plan`: one entry for each source as the policy names it, however many databases it stands for. Pure. */
function readPlan(json) {
    const { sources } = shape.parse(json);
    return [...Map.groupBy(sources, ({ source }) => source.replace(/\/.*$/s, ''))].map(([source, parts]) => {
        const tasks = parts.flatMap((part) => part.tasks);
        const due = [...new Set(tasks.filter((task) => task.due && task.kind !== 'prune').map(({ kind }) => kind))];
        const next = tasks.flatMap((task) => (task.next === undefined ? [] : [Date.parse(task.next)]));
        return { source, due, ...(next.length > 0 ? { nextMs: Math.min(...next) } : {}) };
    });
}

;// CONCATENATED MODULE: ./command/serve/schedule/watch.js
const unwatched = { tries: 0 };
/** 1, 2, 4, 8, then 15 minutes. */
const longestPauseMs = 15 * 60_000;
const pauseMs = (tries) => tries === 0 ? 0 : Math.min(60_000 * 2 ** (tries - 1), longestPauseMs);
/** Whether a source has to be looked at now. Pure. */
function mayBeDue(watch, now) {
    // A schedule that fires is new work, however often the last has failed.
    if (watch.tries > 0 && watch.nextMs !== undefined && now.wallMs >= watch.nextMs)
        return true;
    if (watch.endedMs !== undefined && now.monotonicMs - watch.endedMs < pauseMs(watch.tries))
        return false;
    return watch.lookAtMs === undefined || now.wallMs >= watch.lookAtMs;
}
/** After `plan` was asked. `start`: a job is started now. Pure. */
function afterPlan(watch, { due, nextMs }, now) {
    const next = nextMs === undefined ? {} : { nextMs };
    if (due.length === 0)
        return { start: false, watch: { tries: 0, lookAtMs: nextMs ?? Number.POSITIVE_INFINITY } };
    const isNew = watch.tries === 0 || (watch.nextMs !== undefined && now.wallMs >= watch.nextMs);
    return { start: true, watch: isNew ? { tries: 1, ...next } : { ...watch, tries: watch.tries + 1 } };
}
/** After a job of this source has ended, whoever asked for it: what is due now must be looked at. Pure. */
function afterJob({ lookAtMs: _, ...watch }, now) {
    return watch.tries === 0 ? watch : { ...watch, endedMs: now.monotonicMs };
}
/** More than a correction of a clock: it was set, or the machine slept. Then all that was worked out by it is void. */
const jumpMs = 30_000;
function jumped(before, now) {
    const drift = now.wallMs - before.wallMs - (now.monotonicMs - before.monotonicMs);
    return Math.abs(drift) > jumpMs;
}
/** Milliseconds to the next tick: ticks are at whole multiples of the interval, so that a schedule is met as it fires. */
function untilTick(wallMs, everyMs) {
    return everyMs - (wallMs % everyMs);
}

;// CONCATENATED MODULE: ./command/serve/schedule/scheduler.js



/**
 * Starts a `run` for each source that has something due. Whatever it remembers only saves looking: a tick that is missed
 * is not made up for, because the next one finds all that is due.
 */
class Scheduler {
    #options;
    #watches = new Map();
    #before;
    #roundAt;
    #state = { lastTickAt: null, nextTickAt: null, lastRoundAt: null, problem: null };
    constructor(options) {
        this.#options = options;
    }
    get state() {
        return this.#state;
    }
    /** Ticks until the signal fires: at once, then at every whole multiple of the interval. */
    async loop(signal) {
        const { clock, everyMs } = this.#options;
        while (!signal.aborted) {
            await this.tick();
            if (signal.aborted)
                return;
            const ms = untilTick(clock.now().getTime(), everyMs);
            this.#state = { ...this.#state, nextTickAt: new Date(clock.now().getTime() + ms).toISOString() };
            await clock.sleep(ms, signal);
        }
    }
    /** Never rejects for an expected failure: a server that stops ticking backs nothing up. */
    async tick() {
        const { clock, log } = this.#options;
        const now = this.#now();
        if (this.#before && jumped(this.#before, now)) {
            log.warning('clock-jumped', { from: new Date(this.#before.wallMs).toISOString() });
            this.#watches.clear();
            this.#roundAt = undefined;
        }
        this.#before = now;
        this.#state = { ...this.#state, lastTickAt: clock.now().toISOString(), problem: null };
        try {
            await this.#see(now);
        }
        catch (error) {
            this.#state = { ...this.#state, problem: (0,problem/* messageOf */.bD)(error) };
            log.error('tick-failed', { message: (0,problem/* messageOf */.bD)(error) });
        }
    }
    /** A job has ended: its sources are looked at again. */
    ended({ sources }) {
        for (const name of sources) {
            const source = name.replace(/\/.*$/s, '');
            this.#watches.set(source, afterJob(this.#watches.get(source) ?? unwatched, this.#now()));
        }
    }
    async #see(now) {
        const { jobs, clock, roundMs, everyMs } = this.#options;
        const all = await this.#options.sources();
        for (const name of this.#watches.keys())
            if (!all.includes(name))
                this.#watches.delete(name);
        const free = all.filter((name) => !jobs.isBusy(sourceLock(name)));
        const isRound = this.#roundAt === undefined || now.monotonicMs - this.#roundAt.monotonicMs >= roundMs - everyMs / 2;
        const watched = free.filter((name) => mayBeDue(this.#watches.get(name) ?? unwatched, now));
        const looked = isRound ? free : watched;
        const plans = await this.#plan(looked);
        const idle = [];
        for (const { source, ...plan } of plans) {
            if (jobs.isBusy(sourceLock(source)))
                continue;
            const watch = this.#watches.get(source) ?? unwatched;
            // In a round, what was tried just now waits all the same.
            if (!mayBeDue(watch, now) && plan.due.length > 0 && watch.tries > 0)
                continue;
            const { start, watch: next } = afterPlan(watch, plan, now);
            this.#watches.set(source, next);
            if (start)
                this.#start([source]);
            else
                idle.push(source);
        }
        if (!isRound)
            return;
        this.#roundAt = now;
        this.#state = { ...this.#state, lastRoundAt: clock.now().toISOString() };
        if (idle.length > 0)
            this.#start(idle);
    }
    /** Where nobody can say what is due, a run finds out, and leaves its record. */
    async #plan(sources) {
        if (sources.length === 0)
            return [];
        try {
            const plans = await this.#options.plan(sources);
            return plans.filter(({ source }) => sources.includes(source));
        }
        catch (error) {
            const message = (0,problem/* messageOf */.bD)(error);
            this.#state = { ...this.#state, problem: message };
            this.#options.log.error('plan-failed', { sources, message });
            return sources.map((source) => ({ source, due: ['unknown'] }));
        }
    }
    #start(sources) {
        const { jobs, args } = this.#options;
        const work = {
            command: 'run',
            args: [...sources.map((name) => `--source=${name}`), ...args],
            sources,
            locks: sources.map(sourceLock),
            asked: 'schedule',
        };
        jobs.add(work);
    }
    #now() {
        const { clock } = this.#options;
        return { wallMs: clock.now().getTime(), monotonicMs: clock.monotonicMs() };
    }
}

;// CONCATENATED MODULE: ./command/serve/setting.js



/** Throws `usage` for what cannot be meant. */
function readSettings(options) {
    const names = options['host-name'] ?? [];
    for (const name of names)
        if (!/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(name))
            throw new problem/* Problem */.AF('usage', `--host-name ${JSON.stringify(name)} is not the name of a host`, {
                hint: 'Write the name alone: --host-name backup.example.com.',
            });
    return {
        listen: parseListen(options.listen ?? defaultListen),
        everyMs: lengthOf('every', options.every ?? '1m', 1000, 3_600_000),
        graceMs: lengthOf('grace', options.grace ?? '1m', 0, 86_400_000),
        atOnce: countOf(options.jobs ?? '4'),
        hostNames: names.map((name) => name.toLowerCase()),
        json: options.json ?? false,
        runArgs: options.apply ? ['--apply'] : [],
    };
}
function lengthOf(name, text, least, most) {
    const parsed = text === '0s' ? undefined : (0,time/* parseDuration */.E9)(text);
    const ms = parsed === undefined ? 0 : 'wrong' in parsed ? Number.NaN : (0,time/* durationMs */.pc)(parsed);
    if (ms >= least && ms <= most)
        return ms;
    const example = name === 'every' ? '--every 1m, at most 1h' : '--grace 5m, at most 1d';
    throw new problem/* Problem */.AF('usage', `--${name} ${JSON.stringify(text)} is not a duration that serve can use`, {
        hint: `Write ${example}.`,
    });
}
function countOf(text) {
    if (/^[1-9]\d?$/.test(text) && Number(text) <= 64)
        return Number(text);
    throw new problem/* Problem */.AF('usage', `--jobs ${JSON.stringify(text)} is not a number from 1 to 64`, { hint: 'Write --jobs 4.' });
}
/** Where others of the network can come, nobody may be let in who shows no token. Throws `usage`. */
function requireSafe({ listen }, tokens) {
    if (tokens > 0 || isLoopback(listen.host))
        return;
    throw new problem/* Problem */.AF('usage', `serve does not listen at ${listen.host} without a token: others can reach it there`, {
        hint: 'Set BACKPROOF_SERVE_TOKEN or BACKPROOF_SERVE_TOKEN_FILE (`openssl rand -hex 32` makes one), or leave --listen out.',
    });
}

;// CONCATENATED MODULE: ./command/serve/serve.js
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


















/** How long a reading of the health, and of a list, is given again. */
const healthAgeMs = 15_000;
const listAgeMs = 5000;
/** So often every source is seen to, whatever its schedule says. */
const roundMs = 15 * 60_000;
/** Does on a server of one's own what workflows do on GitHub: what is due, when it is due, and what it is asked over HTTP. */
const serve = async (world, options) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (options.openapi)
            return description();
        if (world.env['GITHUB_ACTIONS'] === 'true')
            throw new problem/* Problem */.AF('usage', 'serve does not run in a workflow: a job would never end', {
                hint: 'Use `backproof run` in a workflow with a schedule.',
            });
        const settings = readSettings(options);
        const tokens = await readTokens(world);
        requireSafe(settings, tokens.count);
        const log = serveLog(world, settings.json);
        const policy = __addDisposableResource(env_1, await KeptPolicy.open(world, options, log), true);
        const spawn = spawnOwn(world, policy);
        const jobs = await serveUntilStopped({ ...{ world, settings, tokens, log, policy, spawn }, clock: realClock(world) });
        return { json: { version: 1, stopped: true, jobs }, text: () => '', problems: [] };
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
};
function description() {
    // The routes are what they are, whatever they would work with.
    const document = describeApi(endpointsOf({ world: { monotonicMs: () => 0 } }));
    return { json: document, text: () => JSON.stringify(document, null, 2), problems: [] };
}
/** Serves until the world's signal fires, then ends in order. Gives how many jobs there were. */
async function serveUntilStopped(serving) {
    const { world, settings, tokens, log, policy, spawn, clock } = serving;
    const { signal, hurry = new AbortController().signal } = world;
    // Readings go on while the server stops, so that whoever has asked gets an answer.
    const readings = new AbortController();
    const read = makeRead({ ...world, signal: readings.signal }, policy, log);
    const lists = new ReadingCache({
        ...{ maxAgeMs: listAgeMs, mostKept: 64 },
        monotonicMs: clock.monotonicMs,
    });
    const healths = new ReadingCache({
        ...{ maxAgeMs: healthAgeMs, mostKept: 1 },
        monotonicMs: clock.monotonicMs,
    });
    const jobs = new Jobs({
        ...{ spawn, clock, log, redact: world.redact, atOnce: settings.atOnce },
        onEnd(job) {
            scheduler.ended(job);
            lists.expire();
            healths.expire();
        },
    });
    const scheduler = new Scheduler({
        ...{ clock, log, jobs, roundMs, everyMs: settings.everyMs, args: settings.runArgs },
        sources: async () => Object.keys((await policy.refresh()).policy.sources),
        plan: async (source) => readPlan((await read('plan', { source })).json),
    });
    const server = {
        ...{ world, policy, jobs, scheduler, read, lists, startedAt: clock.now() },
        health: () => healths.get('', () => readHealth(world, read)),
    };
    const http = await listen(settings.listen, {
        ...{ endpoints: endpointsOf(server), tokens, hostNames: settings.hostNames, log, redact: world.redact },
        limits: serving.limits ?? usualLimits,
    });
    log.info('listening', { url: http.url, version: world_0/* version */.rE, pid: process.pid, every: `${settings.everyMs / 1000}s` });
    if (tokens.count === 0)
        log.warning('no-token', { message: 'only /healthz answers: set BACKPROOF_SERVE_TOKEN to use the API' });
    if (!isLoopback(settings.listen.host))
        log.warning('plain-http', { message: 'tokens and answers are not encrypted: put a proxy with TLS in front' });
    serving.onListening?.(http.url);
    try {
        await scheduler.loop(signal);
    }
    finally {
        const { running, waiting } = jobs.counts;
        log.info('stopping', { because: (0,problem/* messageOf */.bD)(signal.reason), running, waiting });
        await Promise.all([jobs.close(settings.graceMs, hurry), http.close(settings.graceMs, hurry)]);
        readings.abort(signal.reason);
        log.info('stopped');
    }
    return jobs.list().length;
}
/** JSON and page of one reading. The page is written to a file, as by the command line, and read from there. */
async function readHealth({ temporaryDirectory }, read) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporaryDirectory, 'backproof-page-'));
    try {
        const html = (0,external_node_path_.join)(folder, 'health.html');
        const reading = await read('report', { html });
        const text = JSON.stringify({ ...reading.json, problems: reading.problems });
        return { ...reading, text, page: await (0,promises_.readFile)(html, 'utf8') };
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}


/***/ })

};
