import type { operations as Described } from "#openapi";

/** The operations of the API, by their ids in the OpenAPI document. */
export type OperationId = keyof Described;

type Parameters<Id extends OperationId> = Described[Id] extends { parameters: infer P } ? P : never;
type Part<Id extends OperationId, Place extends string> =
  Parameters<Id> extends Partial<Record<Place, infer Given>>
    ? [Given] extends [never]
      ? unknown
      : NonNullable<Given>
    : unknown;
type Body<Id extends OperationId> = Described[Id] extends { requestBody?: infer Given }
  ? NonNullable<Given> extends { content: infer Content }
    ? Content extends { "application/json": infer Json }
      ? Json
      : Blob
    : undefined
  : undefined;

type Optional<Given> = Given extends undefined ? unknown : Given;

/** What an operation is given: what stands in its path, its query, its body. */
export interface Input<Id extends OperationId> {
  readonly path?: Part<Id, "path">;
  readonly query?: Part<Id, "query">;
  readonly body?: Optional<Body<Id>>;
}

type Answers<Id extends OperationId> = Described[Id] extends { responses: infer Given } ? Given : never;
type Content<Answer> = Answer extends { content: { "application/json": infer Json } } ? Json : never;

/** What an operation answers with when it did what it was asked; nothing where there is no body. */
export type Output<Id extends OperationId> = {
  [Status in keyof Answers<Id>]: Status extends 200 | 201 | 202 ? Content<Answers<Id>[Status]> : never;
}[keyof Answers<Id>];

/** A row of an operation that answers with pages of rows, whole: the console never asks for some of its columns only. */
export type Row<Id extends OperationId> = Output<Id> extends { data: readonly (infer One)[] } ? Required<One> : never;
