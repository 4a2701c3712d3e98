export const id = 371382;
export const ids = [371382];
export const modules = {

/***/ 59771:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   makeAsk: () => (/* binding */ makeAsk)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80481);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/**
 * Questions on a terminal, one after another. One reader serves all of them: text typed ahead, or pasted, answers the
 * next question. The terminal edits and echoes the lines, so Ctrl-C is the usual signal. Ctrl-D cancels the command.
 */
function makeAsk(input, output, signal) {
    const ahead = [];
    let ended = false;
    let wake = () => { };
    let lines;
    const open = () => {
        const made = (0,node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input, terminal: false });
        made.on('line', (line) => {
            ahead.push(line);
            wake();
        });
        made.on('close', () => {
            ended = true;
            wake();
        });
        signal.addEventListener('abort', () => wake());
        return made;
    };
    return async (question) => {
        output.write(question);
        lines ??= open();
        if (!ended)
            lines.resume();
        while (ahead.length === 0 && !ended && !signal.aborted) {
            await new Promise((resolve) => {
                wake = resolve;
            });
        }
        const line = ahead.shift();
        if (signal.aborted || line === undefined) {
            output.write('\n');
            lines.close();
            throw signal.aborted ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal) : new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('cancelled', 'cancelled at the prompt');
        }
        // So that nothing keeps the program once all is asked.
        if (!ended)
            lines.pause();
        return line;
    };
}


/***/ })

};
