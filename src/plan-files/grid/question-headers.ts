import type { ColumnRole } from '../../domain/plan/document-facts.ts';

/** Headers as people ask them, in `headerWords`. A question that none of these is stays a question: it is hinted at by no word. */
const asked: Partial<Readonly<Record<ColumnRole, RegExp>>> = {
  start: /^(when|what date) (will|do|does|did|can|should|are|is|shall) .*\b(start|begin|commence)/,
  revised: /^when (will|is|are|do|can) .*\b(now|instead|revised)\b/,
  rating:
    /^(are|is) (we|it|this|things|they|the action) (on|off) (track|target|course)|^how (are|is|s|re) .*\b(b?rag|r a g|rated|colour)\b|^(what|which) (is|s|are) (the |our )?(b?rag|rating|colour)|^(what|which) (colour|rag|rating)\b/,
  strategic:
    /^who\b.*\b(accountable|sponsor\w*|strategic\w*|overall|oversees?|oversee(ing)?|answers?|answerable)\b/,
  contributors:
    /^who (with\b|else|will (support|help|assist|contribute)|can (help|support)|do we need|(is|are) (supporting|helping|involved|also))\b|^(with whom|whom with)\b|^who .*\b(with whom|support|help|involved)\b/,
  responsible:
    /^(by )?whom?\b(?!.*\b(benefits?|(is|are) (it|this|these|they) for|told|approved|signed|raised|monitors?|monitor(ing|ed)?|checks?|reports?|consulted|informed)\b)|^whose\b/,
  timescale:
    /^(by )?when\b(?!.*\b(start|begin|commence|was|were|did|raised|last|review(ed)?|report(ed)?|meets?|now)\b)|^(by )?what (date|time|deadline)\b|^what (is|s) (the|our) (deadline|timescale|target date|due date|timeline)/,
  success:
    /^how (will|do|would|can|shall|could|ll|we|you) .*\b(know|measure[ds]?|tell|judge[ds]?|recognise)\b|^what (will|does|would|do) (success|good|it|we|this) .*(look|see|like)|^what (will )?(success|good) |^what (are we measuring|(is|s|are) (the |our )?(measures?|targets?|success|kpis?))|^how (is|are) .*\bmeasured\b/,
  evidence:
    /^(what|where) (is |s |are )?(the |our )?(evidence|proof)|^how (do|can|will|could) (we|you) (evidence|prove|show|demonstrate)\b|^what (difference|impact) (has|have)\b/,
  outcome:
    /^(what|which) (will|would|should)?( the)? ?(difference|impact|outcomes?)\b(?! (has|have)\b)|^what (will|should|would) (be different|be better|change|improve|this mean|families|children|it mean)\b|^what will .*\b(be different|be better|mean for|improve for)\b|^(so )?what difference\b(?! (has|have)\b)|^what (is|s|are) (the |our )?(impact|outcomes?|intended)/,
  progress:
    /^where (are|have) (we|things|you)\b(?!.*\bwant\b)|^how (are|is|s|has|have|did|re) (we|it|things|this|that|you|the work|work)?\b ?(currently )?(getting|doing|going|progress\w*|gone|got|come|been|along)|^how far\b|^how much\b.*\bdone|^what (have|has|ve)\b(?!.*\b(said|told|found)\b)|^what did (we|you|they) (do|achieve)\b|^what s (been|happened|happening|changed|the (latest|position|progress|update))|^what is (happening|the (latest|position|progress|update|current))|^what (progress|happened)|^(any|what s the|the) (progress|news|update)/,
  status:
    /^(is|are|has|have|was) (it|this|they|the|that|we)( action| task)?( been)? ?(done|finished|completed?|started|closed|achieved|open)|^(done|finished|completed|started) (yet|y n|yes no|yes or no)$/,
  priority:
    /^what (is|are|was|were|s) (the |our )?(problems?|issues?|concerns?|priorit(y|ies)|areas?|weakness(es)?|wrong|gaps?|focus)\b|^what (is|are|re) (we|you) (putting right|fixing|improving|tackling|addressing|working on)|^what (needs?|must|has|should) (to )?(improve|fixing|putting right|be (better|put right|improved|fixed))|^what (did|do|does) (ofsted|inspectors?|the (inspect\w*|report|review|cqc)|cqc|families|parents|people)/,
  objective:
    /^what (do|are|would|did|will) (we|you) (want|trying|aiming|hoping|hope|aim|like|need to achieve|achieve|wanting)\b|^what (is|s|are) (the |our )?(aims?|goals?|objectives?|purpose|ambition)|^where do (we|you) want/,
  action:
    /^what (?!.*\b(want|trying|aiming|hoping|hope)\b)(will|shall|must|should|do|does|needs?|can|is|s|are|we|action|actions|have to|must|ll|next|specifically|exactly)\b.*\b(do|doing|done|happen|happens|take|taken|taking|put in place|make|deliver|action|actions|actioned|plan(ned)?|planning|required|needed|going to|next)\b|^how (will|are|shall|do|can) (we|you|it|this) (going to |be )?(do|doing|done|get|getting|achieve\w*|deliver\w*|make|making|put|fix|improve|address|go about|respond|change)\b|^how we will\b|^what s (next|needed|required)/,
};

const opening =
  /^((by|so) )?(who|whom|whose|when|how|what|where|why|which)\b.|^(who|whom|when)$|^(is|are|has|have|was) (it|this|they|we|the|that)\b|^(done|finished|completed|started) yet$/;

/** `headerWords` of a header that is a question, its short forms apart (`who s leading`); null for any other. Then no other word in it decides. */
export function questionOf(words: string): string | null {
  const apart = words.replace(/\b(who|what|when|where|how)s\b/g, '$1 s');
  return opening.test(apart) ? apart : null;
}

/** The question a header of this meaning may be; nothing for a meaning nobody asks for. */
export function askedOf(role: ColumnRole): { asked: RegExp } | undefined {
  const found = asked[role];
  return found === undefined ? undefined : { asked: found };
}
