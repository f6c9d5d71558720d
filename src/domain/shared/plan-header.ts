/** Which plan something is of: for buttons, and for people to read. */
export interface PlanHeader {
  readonly planId: string;
  readonly planName: string;
}
