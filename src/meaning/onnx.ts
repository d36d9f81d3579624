// How is a network written down so that ONNX Runtime can run it?
import { parse } from "protobufjs";
import type { Tensor } from "./safetensors";

/** The part of the format that our network needs: field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3. */
const SCHEMA = `
  syntax = "proto3";
  message Attribute { string name = 1; float f = 2; int64 i = 3; repeated int64 ints = 8; int32 type = 20; }
  message Node { repeated string input = 1; repeated string output = 2; string op_type = 4; repeated Attribute attribute = 5; }
  message Pair { string key = 1; string value = 2; }
  message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; repeated Pair external_data = 13; int32 data_location = 14; }
  message Dimension { int64 dim_value = 1; string dim_param = 2; }
  message Shape { repeated Dimension dim = 1; }
  message TensorType { int32 elem_type = 1; Shape shape = 2; }
  message Type { TensorType tensor_type = 1; }
  message Value { string name = 1; Type type = 2; }
  message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated Value input = 11; repeated Value output = 12; }
  message OperatorSet { string domain = 1; int64 version = 2; }
  message Model { int64 ir_version = 1; Graph graph = 7; repeated OperatorSet opset_import = 8; }
`;

/** Numbers the format gives to kinds of numbers, kinds of attributes, and versions of itself and its operators. */
const KIND = { float32: 1, int64: 7, float16: 10 };
const ATTRIBUTE = { float: 1, int: 2, ints: 7 };
/** Numbers that stand in another file. */
const EXTERNAL = 1;
const VERSION = { format: 9, operators: 20 };

/** A step of the network is named by what it gives. A name in `shape` stands for any length. */
export type Value = { name: string; kind: keyof typeof KIND; shape: (number | string)[] };

export type Graph = {
  /** Another step; gives back the name of its result. An attribute is a real number when it is not whole. */
  add(operator: string, inputs: string[], attributes?: Record<string, number | number[]>): string;
  /** Weights that ONNX Runtime reads from their file itself, in 16 bits. */
  weights(tensor: Tensor): string;
  wholes(...values: number[]): string;
  real(value: number): string;
  /** The bytes of the whole model, whose result is that of the step `output`. */
  finish(input: Value, output: Value): Uint8Array;
};

/** `weights`: the name of the file they are in, in the folder that ONNX Runtime is told. */
export function createGraph(weights: string): Graph {
  const node: object[] = [];
  const initializer: object[] = [];
  const constant = (dims: number[], kind: keyof typeof KIND, numbers: object): string => {
    const name = `constant ${initializer.length}`;
    initializer.push({ name, dims, data_type: KIND[kind], ...numbers });
    return name;
  };
  const raw = (numbers: BigInt64Array | Float32Array) => ({ raw_data: new Uint8Array(numbers.buffer) });
  return {
    add(operator, input, attributes = {}) {
      const name = `step ${node.length}`;
      const attribute = Object.entries(attributes).map(([key, value]) => toAttribute(key, value));
      node.push({ input, output: [name], op_type: operator, attribute });
      return name;
    },
    weights({ kind, shape, offset, length }) {
      if (kind !== "F16") throw new Error(`Weights must be in 16 bits, these are ${kind}.`);
      const place = { location: weights, offset: String(offset), length: String(length) };
      const external_data = Object.entries(place).map(([key, value]) => ({ key, value }));
      return constant(shape, "float16", { external_data, data_location: EXTERNAL });
    },
    wholes: (...values) => constant([values.length], "int64", raw(BigInt64Array.from(values.map(BigInt)))),
    real: (value) => constant([], "float32", raw(Float32Array.of(value))),
    finish(input, output) {
      const graph = {
        name: "network",
        node,
        initializer,
        input: [toValue(input)],
        output: [toValue(output)],
      };
      const opset_import = [{ domain: "", version: VERSION.operators }];
      const model = parse(SCHEMA, { keepCase: true }).root.lookupType("Model");
      return model.encode(model.create({ ir_version: VERSION.format, graph, opset_import })).finish();
    },
  };
}

function toAttribute(name: string, value: number | number[]): object {
  if (Array.isArray(value)) return { name, ints: value, type: ATTRIBUTE.ints };
  return Number.isInteger(value)
    ? { name, i: value, type: ATTRIBUTE.int }
    : { name, f: value, type: ATTRIBUTE.float };
}

function toValue({ name, kind, shape }: Value): object {
  const dim = shape.map((length) =>
    typeof length === "number" ? { dim_value: length } : { dim_param: length },
  );
  return { name, type: { tensor_type: { elem_type: KIND[kind], shape: { dim } } } };
}
