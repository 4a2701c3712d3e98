export const id = 980773;
export const ids = [980773];
export const modules = {

/***/ 36020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   redis: () => (/* binding */ redis)
/* harmony export */ });
/* harmony import */ var _valkey_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14438);

/** Redis, which differs from Valkey in its name, images and versions alone. */
const redis = (0,_valkey_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .keyValueEngine */ .R)('redis');


/***/ })

};
