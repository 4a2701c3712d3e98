export const id = 579560;
export const ids = [579560];
export const modules = {

/***/ 63259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   schema: () => (/* binding */ schema)
/* harmony export */ });
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80825);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);



const schemas = { policy: _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .policySchema */ .wh, report: _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .healthJsonSchema */ .wE, period: _judge_judge_js__WEBPACK_IMPORTED_MODULE_0__/* .periodJsonSchema */ .B0 };
/** Prints the JSON Schema of the policy file, of the health data, or of the weekly and monthly reports; the same with and without --json. */
const schema = async (_, { words = [] }) => {
    const [name = 'policy', ...more] = words;
    if (!Object.hasOwn(schemas, name) || more.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `there is no schema of ${words.join(' ')}`, {
            hint: 'Run `backproof schema` for the policy file, `backproof schema report` for what `report --json` prints, `backproof schema period` for `report --period --json`.',
        });
    const json = schemas[name]();
    return { json, text: () => JSON.stringify(json, null, 2), problems: [] };
};


/***/ })

};
