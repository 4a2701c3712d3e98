/** The few calls to GitHub's services. */
export { restoreDirectory, saveDirectory } from './cache.ts'
