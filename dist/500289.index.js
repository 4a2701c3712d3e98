export const id = 500289;
export const ids = [500289];
export const modules = {

/***/ 38421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   approvalOf: () => (/* binding */ approvalOf),
/* harmony export */   openReview: () => (/* binding */ openReview),
/* harmony export */   postComment: () => (/* binding */ postComment),
/* harmony export */   postUnread: () => (/* binding */ postUnread),
/* harmony export */   readBase: () => (/* binding */ readBase),
/* harmony export */   tolerate: () => (/* binding */ tolerate)
/* harmony export */ });
/* harmony import */ var _github_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15958);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14389);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** undefined outside of a `pull_request` or `merge_group` workflow. Throws `usage` for `pull_request_target`, which gives a fork the secrets. */
async function openReview(world) {
    const event = world.env['GITHUB_EVENT_NAME'];
    if (event === 'pull_request_target') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', 'a plan does not run in a pull_request_target workflow: it would show a fork the secrets', {
            hint: 'Use on: pull_request; a fork then gets the half of the plan that needs no secret.',
        });
    }
    if (event !== 'pull_request' && event !== 'merge_group')
        return undefined;
    const payload = await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .readEvent */ .j_)(world.env['GITHUB_EVENT_PATH']);
    const token = world.env['BACKPROOF_GITHUB_TOKEN'] || world.env['GITHUB_TOKEN'] || '';
    if (token === '')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('secret-missing', `the ${event} event of this workflow needs a token for GitHub, and none is set`, {
            hint: 'Give the step env: { GITHUB_TOKEN: "${{ github.token }}" }, or the action github-token; to compare without GitHub, run `backproof plan --against OLD_POLICY`.',
        });
    const url = world.env['GITHUB_API_URL'] ?? 'https://api.github.com';
    const api = await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .openApi */ .Nd)(token, url, { signal: world.signal });
    const group = event === 'merge_group' ? (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeGroupOf */ .jM)(payload) : undefined;
    const [owner = '', repository = ''] = (world.env['GITHUB_REPOSITORY'] ?? '').split('/');
    const pull = group ? await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .askPull */ .d0)(api, owner, repository, group) : (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .pullRequestOf */ ._n)(payload);
    if (pull)
        return { pull, api, comments: event === 'pull_request' };
    const lacks = event === 'merge_group'
        ? "names no pull request: `plan` needs the base commit of the group and a branch of GitHub's merge queue (gh-readonly-queue/.../pr-NUMBER-...)"
        : 'does not name its pull request, base commit and head commit';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `the ${event} event of this workflow, in the file GITHUB_EVENT_PATH, ${lacks}`, {
        hint: 'Leave GITHUB_EVENT_PATH and GITHUB_EVENT_NAME as the runner sets them; to compare elsewhere, run `backproof plan --against OLD_POLICY`.',
    });
}
/**
 * The policy as the base branch has it, at the first of these paths, or where the pull request moves it from; undefined if it
 * surely has none. `left`: where a policy may have been that another one takes the place of.
 */
async function readBase({ api, pull }, paths, left) {
    const read = async (path) => {
        const text = await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .readFileAt */ ._T)(api, pull, path, pull.base);
        return text === undefined ? undefined : { path: `${path} (base branch)`, text };
    };
    for (const path of paths) {
        const found = await read(path);
        if (found)
            return found;
    }
    // GitHub answers like this, too, to whoever may not read the repository.
    await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .requireCommit */ .Fo)(api, pull, pull.base);
    const earlier = await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .earlierPath */ .ic)(api, pull, paths, left);
    return earlier === undefined ? undefined : await read(earlier);
}
/**
 * The approval by a label, in capitals or not, as on GitHub. It covers the commit that it saw: one that is pushed later needs
 * the label anew. undefined: there is none; what cannot be found out is a note, and means none.
 */
async function approvalOf({ api, pull }, label, timezone, notes) {
    const same = (one) => one.toLowerCase() === label.toLowerCase();
    const labels = await tolerate(notes, () => (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .labelsOf */ .PC)(api, pull));
    if (!labels?.some(same))
        return undefined;
    const put = await tolerate(notes, () => (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .lastLabelling */ .xk)(api, pull, label));
    if (!put) {
        notes.push(`It is not known who added the label ${label} and when, so it approves nothing.`);
        return undefined;
    }
    const commit = pull.head.commit;
    const approval = { label, commit, at: put.at.toISOString(), by: put.by };
    if (pull.labelled !== undefined && same(pull.labelled))
        return approval;
    const pushed = await tolerate(notes, () => (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .headPushedAt */ .NR)(api, pull));
    if (pushed && put.at > pushed)
        return approval;
    const when = pushed ? `was pushed at ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(pushed, timezone)}, after it` : 'was pushed at an unknown time';
    notes.push(`The label ${label} was added at ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .formatTime */ .fU)(put.at, timezone)}, and commit ${commit.slice(0, 12)} ${when}: remove the label and add it again to approve this commit.`);
    return undefined;
}
/** Posts the comparison; what GitHub refuses is said in the summary, and the plan itself stands. */
async function postComment({ api, pull, comments }, comparison, notes) {
    if (!comments)
        return;
    const marker = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .commentMarker */ .Ql)(comparison.project);
    const body = (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderComment */ .wQ)(comparison, _github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .commentMaxLength */ .cZ - marker.length - 1);
    await tolerate(notes, () => (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .putStickyComment */ .AS)(api, pull, marker, body));
}
/** Replaces the comment where there is nothing to compare, because the pull request's policy cannot be parsed. */
async function postUnread({ api, pull, comments }, project, why, notes) {
    if (!comments)
        return;
    await tolerate(notes, () => (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .putStickyComment */ .AS)(api, pull, (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .commentMarker */ .Ql)(project), (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderUnread */ .S7)(project, why)));
}
/** What GitHub refuses is a note; the plan itself goes on. */
async function tolerate(notes, body) {
    try {
        return await body();
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'github-failed'))
            throw error;
        notes.push(`${error.message}. ${error.hint ?? ''}`);
        return undefined;
    }
}


/***/ }),

/***/ 15958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d0: () => (/* reexport */ askPull),
  cZ: () => (/* reexport */ commentMaxLength),
  ic: () => (/* reexport */ earlierPath),
  NR: () => (/* reexport */ headPushedAt),
  PC: () => (/* reexport */ labelsOf),
  xk: () => (/* reexport */ lastLabelling),
  jM: () => (/* reexport */ mergeGroupOf),
  Nd: () => (/* reexport */ openApi),
  _n: () => (/* reexport */ pullRequestOf),
  A: () => (/* reexport */ putRollingIssue),
  AS: () => (/* reexport */ putStickyComment),
  pG: () => (/* reexport */ readBranch),
  _T: () => (/* reexport */ readFileAt),
  Fo: () => (/* reexport */ requireCommit),
  UP: () => (/* reexport */ restoreDirectory),
  Zj: () => (/* reexport */ runApprover),
  ry: () => (/* reexport */ saveDirectory)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
;// CONCATENATED MODULE: ./github/api.js

/** GitHub's REST API with a token. `url` is GITHUB_API_URL: github.com's, or an enterprise server's. */
async function openApi(token, url, { signal, timeoutMs = 30_000 }) {
    // As it is loaded it reads the event's file, and throws what no person can read where that is not JSON.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 442985).then(__webpack_require__.bind(__webpack_require__, 61329));
    const octokit = getOctokit(token, { baseUrl: url });
    // An option `request` would take the place of the library's own, with which it goes through a proxy.
    octokit.hook.before('request', ({ request }) => {
        if (request)
            request.signal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    });
    return octokit.rest;
}
/** One call; a failure becomes a Problem that names the call and the permission that it needs. */
async function call(what, permission, body) {
    try {
        return await body();
    }
    catch (error) {
        const { cause } = error;
        if ((0,problem/* isProblem */.AN)(error))
            throw error;
        if ((0,problem/* isProblem */.AN)(cause))
            throw cause;
        throw new problem/* Problem */.AF('github-failed', `GitHub refused to ${what}: ${wordsOf(error)}`, {
            hint: hintOf(error, permission),
            cause: error,
        });
    }
}
function statusOf(error) {
    return error.status;
}
function wordsOf(error) {
    const { status, message = String(error), response } = error;
    // Where nothing was answered, the status is the library's own.
    return status && response ? `${status} ${message}` : message;
}
function hintOf(error, permission) {
    const { status, response } = error;
    const headers = response?.headers ?? {};
    if (headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] || status === 429) {
        const reset = new Date(Number(headers['x-ratelimit-reset']) * 1000);
        const when = Number.isNaN(reset.getTime())
            ? ' later'
            : ` after ${reset.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
        return `The rate limit is used up: run the job again${when}.`;
    }
    if (status === 401)
        return 'Give the action a valid token: github-token: ${{ github.token }}.';
    if (status === 403 || status === 404)
        return `Give the job permissions: { ${permission} }.`;
    return 'Run the job again.';
}

;// CONCATENATED MODULE: ./github/approval.js

const pageSize = 100;
/** The last time that the label was put on the pull request; undefined: no such event is known. In capitals or not. */
async function lastLabelling(api, pull, label) {
    return call('list the events of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: pageSize };
        let last;
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listEvents({ ...query, page });
            for (const event of data) {
                const named = 'label' in event ? event.label?.name : undefined;
                if (event.event !== 'labeled' || named?.toLowerCase() !== label.toLowerCase())
                    continue;
                const at = new Date(event.created_at);
                if (!last || at >= last.at)
                    last = { at, by: event.actor?.login ?? 'unknown' };
            }
            if (data.length < pageSize)
                break;
        }
        return last;
    });
}
/**
 * When the pull request's head commit came to its branch, by GitHub's own clock: a commit's dates are whatever its author
 * wrote. undefined: the branch's last hundred changes do not say.
 */
async function headPushedAt(api, { head }) {
    const { repository, ref, commit } = head;
    const [owner, repo] = repository?.split('/') ?? [];
    if (!owner || !repo)
        return undefined;
    return call(`list what was pushed to ${repository}`, 'contents: read', async () => {
        const query = { owner, repo, ref: `refs/heads/${ref}`, per_page: pageSize };
        const { data } = await api.repos.listActivities(query);
        const times = data.filter(({ after }) => after === commit).map(({ timestamp }) => new Date(timestamp));
        return times.sort((a, b) => b.getTime() - a.getTime())[0];
    });
}
/** Who approved this run last, where an environment of it asks for that; undefined: nobody did. */
async function runApprover(api, { owner, repo, run }) {
    return call('list who approved this run', 'actions: read', async () => {
        const { data } = await api.actions.getReviewsForRun({ owner, repo, run_id: run });
        return data.findLast(({ state }) => state === 'approved')?.user.login;
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../node_modules/@actions/cache/lib/cache.js + 340 modules
var cache = __webpack_require__(87079);
;// CONCATENATED MODULE: ./github/cache.js




// The Actions cache answers every failure like a miss, and may lose anything at any time: it is only ever a shortcut
// past reading the catalog's small objects again.
const prefix = 'backproof-catalog-';
/** Fills the directory with what an earlier run left there, if it can; gives the key that did. */
async function restoreDirectory(path, project) {
    if (!(0,cache/* isFeatureAvailable */.w3)())
        return undefined;
    return within(10_000, (0,cache/* restoreCache */.P3)([path], `${prefix}${project}-none`, [`${prefix}${project}-`]));
}
/** Keeps the files of the directory for later runs, unless there are none or `restored`, the key they came by, has them. */
async function saveDirectory(path, project, restored) {
    if (!(0,cache/* isFeatureAvailable */.w3)())
        return;
    const content = await digest(path);
    const key = `${prefix}${project}-${content}`;
    // Most ticks find nothing due, and add nothing that is worth an upload.
    if (content !== undefined && key !== restored)
        await within(30_000, (0,cache/* saveCache */.Io)([path], key));
}
/** The client of a service that is down tries for a minute: that is no shortcut any more. */
async function within(ms, work) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), ms);
    });
    try {
        return await Promise.race([work, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
async function digest(path) {
    let names;
    try {
        names = (await (0,promises_.readdir)(path)).sort();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return undefined; // nothing was cached
        throw error;
    }
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const name of names) {
        const file = (0,external_node_crypto_.createHash)('sha256').update(await (0,promises_.readFile)((0,external_node_path_.join)(path, name)));
        hash.update(`${name}\n${file.digest('hex')}\n`);
    }
    return names.length === 0 ? undefined : hash.digest('hex').slice(0, 32);
}

;// CONCATENATED MODULE: ./github/comment.js

/** GitHub's limit of a comment's body, in characters. */
const commentMaxLength = 65_536;
/**
 * Posts the body as the one comment with this marker (an HTML comment on its first line), or replaces that comment's body.
 * Gives its address. Only a comment of the same author is touched: anybody could write the marker.
 */
async function putStickyComment(api, pull, marker, body) {
    const where = { owner: pull.owner, repo: pull.repository };
    const text = `${marker}\n${body}`;
    const known = await findComment(api, pull, marker);
    if (known?.body === text)
        return known.url;
    return call('write the comment of the plan', 'pull-requests: write', async () => {
        const { data } = known
            ? await api.issues.updateComment({ ...where, comment_id: known.id, body: text })
            : await api.issues.createComment({ ...where, issue_number: pull.number, body: text });
        return data.html_url;
    });
}
/** Looks through every page: a long discussion must not make a second comment. */
async function findComment(api, pull, marker) {
    return call('list the comments of the pull request', 'pull-requests: write', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 };
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listComments({ ...query, page });
            for (const { id, body = '', user, html_url: url } of data) {
                if (body.startsWith(marker) && (await isOurs(api, user)))
                    return { id, body, url };
            }
            if (data.length < query.per_page)
                return undefined;
        }
        return undefined;
    });
}
/** A workflow's own token is a bot and may not ask who it is; a person's token is known by its login. */
async function isOurs(api, user) {
    if (!user)
        return false;
    return user.type === 'Bot' || user.login === (await loginOf(api));
}
async function loginOf(api) {
    try {
        return (await api.users.getAuthenticated()).data.login;
    }
    catch (error) {
        if (statusOf(error) === 401 || statusOf(error) === 403)
            return '';
        throw error;
    }
}
/** The pull request's labels as they are now: the event's own are those of when it began. */
async function labelsOf(api, pull) {
    return call('list the labels of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, issue_number: pull.number, per_page: 100 };
        const { data } = await api.issues.listLabelsOnIssue(query);
        return data.map(({ name }) => name);
    });
}

;// CONCATENATED MODULE: ./github/content.js

/** The commit at the tip of a branch; a tag of the same name does not count. Throws `github-failed`. */
async function readBranch(api, { owner, repository: repo }, branch) {
    const { data } = await call(`read the tip of ${branch}`, 'contents: read', () => api.git.getRef({ owner, repo, ref: `heads/${branch}` }));
    return data.object.sha;
}
/** A file of the repository as it was at a commit; undefined if it was not there. */
async function readFileAt(api, pull, path, commit) {
    return call(`read ${path} of the base branch`, 'contents: read', async () => {
        try {
            const where = { owner: pull.owner, repo: pull.repository, path, ref: commit };
            const { data } = await api.repos.getContent({ ...where, mediaType: { format: 'raw' } });
            // The raw format answers with the text itself, or its bytes, whatever the types say; of a folder with a list.
            const text = data;
            if (text instanceof ArrayBuffer)
                return Buffer.from(text).toString('utf8');
            return typeof text === 'string' ? text : undefined;
        }
        catch (error) {
            if (statusOf(error) === 404)
                return undefined;
            throw error;
        }
    });
}
/** Throws `github-failed` unless the commit is seen: only then is a file that is not found known to be missing. */
async function requireCommit(api, pull, commit) {
    await call('read the base branch', 'contents: read', () => api.git.getCommit({ owner: pull.owner, repo: pull.repository, commit_sha: commit }));
}
/** The pull request that a merge queue's group ends with. Throws `github-failed`. */
async function askPull(api, owner, repo, group) {
    const ask = () => api.pulls.get({ owner, repo, pull_number: group.number });
    const { data } = await call('read the pull request of the merge queue', 'pull-requests: read', ask);
    return group.pull(data);
}
/** GitHub lists at most this many files of a pull request. */
const mostFiles = 3000;
/**
 * Where the first of these files was before the pull request moved it; where it is new, the first of `left` that the pull
 * request takes away. undefined: neither.
 */
async function earlierPath(api, pull, paths, left) {
    return call('list the files of the pull request', 'pull-requests: read', async () => {
        const query = { owner: pull.owner, repo: pull.repository, pull_number: pull.number, per_page: 100 };
        const removed = new Set();
        for (let page = 1; page <= mostFiles / query.per_page; page++) {
            const { data } = await api.pulls.listFiles({ ...query, page });
            for (const { filename, status, previous_filename: previous } of data) {
                if (status === 'renamed' && previous !== undefined && paths.includes(filename))
                    return previous;
                if (status === 'removed')
                    removed.add(filename);
            }
            if (data.length < query.per_page)
                break;
        }
        return left.find((path) => removed.has(path));
    });
}

// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./github/event.js

const repositoryShape = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }), full_name: schemas/* string */.YjP() });
const pullShape = schemas/* object */.Ikc({
    number: schemas/* number */.aig().int().positive(),
    base: schemas/* object */.Ikc({ sha: schemas/* string */.YjP() }),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), ref: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
});
const event_event = schemas/* object */.Ikc({
    action: schemas/* string */.YjP().optional(),
    label: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }).optional(),
    repository: repositoryShape,
    pull_request: pullShape,
});
/** The pull request of a `pull_request` event's payload; undefined for any other event. */
function pullRequestOf(payload) {
    const { data } = event_event.safeParse(payload);
    if (!data)
        return undefined;
    const { repository, pull_request, action, label } = data;
    const labelled = action === 'labeled' && label ? { labelled: label.name } : {};
    return { ...describe(repository, pull_request), ...labelled };
}
function describe(repository, pull) {
    const { sha: commit, ref, repo } = pull.head;
    return {
        owner: repository.owner.login,
        repository: repository.name,
        number: pull.number,
        base: pull.base.sha,
        head: { repository: repo?.full_name, ref, commit },
        // A deleted fork has no repository any more.
        fork: repo?.full_name !== repository.full_name,
    };
}
const group = schemas/* object */.Ikc({
    repository: repositoryShape,
    merge_group: schemas/* object */.Ikc({
        base_sha: schemas/* string */.YjP(),
        // gh-readonly-queue/main/pr-104-0123...: the only place that names the pull request.
        head_ref: schemas/* string */.YjP().regex(/\/pr-\d+-[0-9a-f]{40}$/),
    }),
});
/** The group of a `merge_group` event's payload; undefined for any other event. */
function mergeGroupOf(payload) {
    const { data } = group.safeParse(payload);
    if (!data)
        return undefined;
    const { repository, merge_group } = data;
    const base = merge_group.base_sha;
    return {
        number: Number(/\/pr-(\d+)-[0-9a-f]{40}$/.exec(merge_group.head_ref)?.[1]),
        base,
        pull(answer) {
            const pull = pullShape.safeParse(answer).data;
            return pull && { ...describe(repository, pull), base };
        },
    };
}

;// CONCATENATED MODULE: ./github/issue.js


const permission = 'issues: write';
/**
 * Brings the one issue with this marker up to date: opens it (again) or closes it, with a comment of what has changed. Nothing is
 * made only to be closed. Only an issue of the same author is touched, whatever its title: anybody could write the marker. Gives
 * its number; undefined: there is none, and none was needed.
 */
async function putRollingIssue(api, where, issue, known) {
    const repo = { owner: where.owner, repo: where.repository };
    const { marker, title, comment, open, labels } = issue;
    const body = `${marker}\n${issue.body}`.slice(0, 65_000);
    const found = (known && (await readIssue(api, where, known, marker))) || (await findIssue(api, where, marker, labels[0]));
    if (!found) {
        if (!open)
            return undefined;
        return call('open the issue of an alert', permission, async () => {
            const { data } = await api.issues.create({
                ...repo,
                title,
                body: `${body}\n\n${comment}`.slice(0, 65_000),
                labels: [...labels],
            });
            return data.number;
        });
    }
    const { number } = found;
    await call('update the issue of an alert', permission, async () => {
        await api.issues.createComment({ ...repo, issue_number: number, body: comment.slice(0, 65_000) });
        const state = open ? { state: 'open' } : { state: 'closed', state_reason: 'completed' };
        await api.issues.update({ ...repo, issue_number: number, body, ...state });
    });
    return number;
}
async function readIssue(api, where, number, marker) {
    return call('read the issue of an alert', permission, async () => {
        try {
            const { data } = await api.issues.get({ owner: where.owner, repo: where.repository, issue_number: number });
            return (await isIt(api, data, marker)) ? data : undefined;
        }
        catch (error) {
            // It was deleted, or moved to another repository.
            if (statusOf(error) === 404 || statusOf(error) === 410)
                return undefined;
            throw error;
        }
    });
}
/** Through every page, newest first, open or closed. */
async function findIssue(api, where, marker, label) {
    return call('list the issues of alerts', permission, async () => {
        const query = { owner: where.owner, repo: where.repository, labels: label, state: 'all', per_page: 100 };
        for (let page = 1; page <= 100; page++) {
            const { data } = await api.issues.listForRepo({ ...query, page });
            for (const issue of data)
                if (await isIt(api, issue, marker))
                    return issue;
            if (data.length < query.per_page)
                return undefined;
        }
        return undefined;
    });
}
async function isIt(api, issue, marker) {
    const [first] = (issue.body ?? '').split(/\r?\n/, 1);
    return first === marker && !issue.pull_request && (await isOurs(api, issue.user));
}

;// CONCATENATED MODULE: ./github/github.js
/** The few calls to GitHub's services. */









/***/ })

};
