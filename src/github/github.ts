/** The few calls to GitHub's services. */
export { type Api, openApi } from './api.ts'
export { restoreDirectory, saveDirectory } from './cache.ts'
export { commentMaxLength, labelsOf, putStickyComment } from './comment.ts'
export { earlierPath, readFileAt, requireCommit } from './content.ts'
export { defaultBranchOf, type PullRequest, pullRequestOf } from './event.ts'
