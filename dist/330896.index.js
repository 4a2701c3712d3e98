export const id = 330896;
export const ids = [330896];
export const modules = {

/***/ 79448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keys: () => (/* binding */ keys)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36487);


/** Makes a key pair for boxes and one for signatures; or a key for indexes. */
const keys = async (world, { words = [] }) => {
    if (world.env['GITHUB_ACTIONS'] === 'true') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('usage', 'keys are not generated in a workflow: its log would contain the secret ones', {
            hint: 'Run `backproof keys generate` on your own machine and store the secrets as repository secrets.',
        });
    }
    const [verb, ...rest] = words;
    if (verb === 'index' && rest.length === 0)
        return makeIndexKey();
    if (verb !== 'generate' || rest.length > 0) {
        const said = words.length > 0 ? `, not ${words.join(' ')}` : '';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('usage', `keys takes one word, generate or index${said}`, {
            hint: 'Run `backproof keys generate`, or `backproof keys index` for incremental backups of files.',
        });
    }
    const json = (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_1__/* .generateKeys */ .w_)();
    const text = () => [
        `recipient  ${json.recipient}`,
        `secret     ${json.secret}`,
        `signer     ${json.signer}`,
        `signing    ${json.signing}`,
        '',
        'Put the recipient into the policy (encryption.recipients). Keep the secret away from the backups: whoever has',
        'it can read every backup, and without it no one can. Pass it to verify and restore as BACKPROOF_SECRET_KEY.',
        'Optional: put the signer into the policy (encryption.signers), and give BACKPROOF_SIGNING_KEY to the jobs that back up.',
    ].join('\n');
    return { json, text, problems: [] };
};
function makeIndexKey() {
    const index = (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_1__/* .generateIndexKey */ .FK)();
    const text = () => [
        `index  ${index}`,
        '',
        'Give it to the jobs that back up, as BACKPROOF_INDEX_KEY. It opens the indexes of earlier backups (names, sizes, times and digests',
        'of files) and nothing else. If it is lost, make another one: the next backup of each source is a full one.',
    ].join('\n');
    return { json: { index }, text, problems: [] };
}


/***/ })

};
