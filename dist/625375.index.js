export const id = 625375;
export const ids = [625375];
export const modules = {

/***/ 48614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readMerged: () => (/* binding */ readMerged)
/* harmony export */ });
/* harmony import */ var _github_github_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15958);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14389);
/* harmony import */ var _project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24895);




/**
 * The policy that is merged, for a run that may not follow its own: from git's objects where they are here, else from
 * GitHub. Throws `usage` where there is none, `github-failed` where GitHub does not give it.
 */
async function readMerged(world, { merged, because }, policy) {
    if (merged.kind === 'here')
        return (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T4)(world, policy);
    if (merged.kind === 'unknown') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('untrusted', `a policy that is not merged may read nothing: ${because}`, {
            hint: 'Run the job on the default branch.',
        });
    }
    const repository = repositoryOf(world);
    const api = await openGitHub(world);
    const { root, paths } = await (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .mergedPaths */ .z4)(world, policy);
    const commit = merged.kind === 'commit' ? merged.commit : await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .readBranch */ .pG)(api, repository, merged.branch);
    for (const path of paths) {
        const blob = await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_2__/* .blobAt */ .hb)(root, commit, path);
        const text = blob.kind === 'blob' ? blob.bytes.toString('utf8') : await (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .readFileAt */ ._T)(api, repository, path, commit);
        if (text === undefined)
            continue;
        world.log.info(`the policy comes from commit ${commit.slice(0, 12)}, which is merged: ${because}`);
        return { path, text };
    }
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `commit ${commit.slice(0, 12)}, which is merged, has no policy at ${paths.join(' or ')}`, {
        hint: `A policy counts once it is merged: ${because}.`,
    });
}
async function openGitHub({ env, signal }) {
    const token = env['BACKPROOF_GITHUB_TOKEN'] || env['GITHUB_TOKEN'] || '';
    if (token === '') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('github-failed', 'the policy that is merged cannot be read from GitHub without a token', {
            hint: 'Give the step env: { GITHUB_TOKEN: "${{ github.token }}" }, or the action github-token, and the job permissions: { contents: read }.',
        });
    }
    return (0,_github_github_js__WEBPACK_IMPORTED_MODULE_0__/* .openApi */ .Nd)(token, env['GITHUB_API_URL'] ?? 'https://api.github.com', { signal });
}
function repositoryOf({ env }) {
    const [owner = '', repository = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
    return { owner, repository };
}


/***/ })

};
