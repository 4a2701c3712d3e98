import { resolve } from 'node:path'

/**
 * Environment of a program that tests start: its code is compiled once for all of them. Without that, most of the time of a
 * short command is that its modules are read and stripped of their types, at every start.
 */
export const compiledOnce = { NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../build/compiled') }
