export const id = 822423;
export const ids = [822423];
export const modules = {

/***/ 87378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   valkey: () => (/* binding */ valkey)
/* harmony export */ });
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14438);

/** Valkey, over the protocol of its replicas. */
const valkey = (0,_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .keyValueEngine */ .R)('valkey');


/***/ })

};
