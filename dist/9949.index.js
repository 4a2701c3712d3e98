export const id = 9949;
export const ids = [9949];
export const modules = {

/***/ 59949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   schema: () => (/* binding */ schema)
/* harmony export */ });
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57977);

/** Prints the JSON Schema of the policy file; the same with and without --json. */
const schema = async () => {
    const json = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .policySchema */ .wh)();
    return { json, text: () => JSON.stringify(json, null, 2), problems: [] };
};


/***/ })

};
