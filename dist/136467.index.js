export const id = 136467;
export const ids = [136467];
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
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26174);
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


/***/ })

};
