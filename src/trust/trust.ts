/** Only what is merged acts: who set the policy that a run follows, and what the run may do. */
export { type Demand, refusal } from './allow.ts'
export { type PolicyFile, rootOf, showCommitted } from './checkout.ts'
export { parsePayload, readEvent } from './event.ts'
export { blobAt } from './git-blob.ts'
export { type Evidence, type Judgement, judge } from './judge.ts'

import type { PolicyFile } from './checkout.ts'
import type { Judgement } from './judge.ts'

/** What a run stands on, judged once before its command. */
export interface Footing {
  readonly judgement: Judgement
  /** The policy that it follows; undefined: the file that lies here. */
  readonly policy?: PolicyFile
}

/** Before anything was judged: nothing is allowed. */
export const unjudged: Footing = {
  judgement: { kind: 'foreign', because: 'nothing has been judged yet', from: 'event' },
}
