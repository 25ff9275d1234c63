"""A small provider's bindings as generators write them, in a wheel."""

from __future__ import annotations

import base64
import io
import json
import tarfile
import zipfile
from pathlib import Path

SCRIPT = """
class Box extends cdktn.TerraformResource {
    static [JSII_RTTI_SYMBOL_1] = { fqn: "x", version: "1.0.0" };
    static tfResourceType = "toy_box";
    constructor(scope, id, config) {
        super(scope, id, {
            terraformResourceType: 'toy_box',
            terraformGeneratorMetadata: {
                providerName: 'toy',
                providerVersion: '1.2.3',
            },
        });
    }
    // id - computed: true, optional: false, required: false
    get id() {
        return this.getStringAttribute('id');
    }
    // size - computed: false, optional: false, required: true
    _size;
    get size() {
        return this.getNumberAttribute('size');
    }
    // zones - computed: true, optional: true, required: false
    _zones;
    get zones() {
        return cdktn.Fn.tolist(this.getListAttribute('zones'));
    }
    // anything - computed: false, optional: true, required: false
    _anything;
    get anything() {
        return this.interpolationForAttribute('anything');
    }
    // labels - computed: true, optional: false, required: false
    _labels = new cdktn.StringMap(this, "labels");
    get labels() {
        return this._labels;
    }
    // key_wo - computed: false, optional: true, required: false
    _keyWo;
    get keyWo() {
        return this.getStringAttribute('key_wo');
    }
    // sides - computed: false, optional: true, required: false
    _sides = new BoxSideList(this, "sides", true);
    get sides() {
        return this._sides;
    }
    // lid - computed: false, optional: false, required: true
    _lid = new BoxLidOutputReference(this, "lid");
    get lid() {
        return this._lid;
    }
    // state - computed: true, optional: false, required: false
    _state = new BoxStateList(this, "state", false);
    get state() {
        return this._state;
    }
    // parts - computed: false, optional: true, required: false
    _parts = new BoxPartsList(this, "parts", false);
    get parts() {
        return this._parts;
    }
    synthesizeHclAttributes() {
        const attrs = {
            size: {
                value: cdktn.numberToHclTerraform(this._size),
                isBlock: false,
                type: "simple",
                storageClassType: "number",
            },
            sides: {
                value: cdktn.listMapperHcl(boxSideToHclTerraform, true)(this._sides.internalValue),
                isBlock: true,
                type: "set",
                storageClassType: "BoxSideList",
            },
            lid: {
                value: boxLidToHclTerraform(this._lid.internalValue),
                isBlock: true,
                type: "list",
                storageClassType: "BoxLidList",
            },
            parts: {
                value: cdktn.listMapperHcl(boxPartsToHclTerraform, false)(this._parts.internalValue),
                isBlock: true,
                type: "list",
                storageClassType: "BoxPartsList",
            },
        };
        return attrs;
    }
}
class BoxSideOutputReference extends cdktn.ComplexObject {
    static [JSII_RTTI_SYMBOL_1] = { fqn: "x", version: "1.0.0" };
    // colour - computed: false, optional: false, required: true
    _colour;
    get colour() {
        return this.getStringAttribute('colour');
    }
}
class BoxLidOutputReference extends cdktn.ComplexObject {
    // open - computed: false, optional: true, required: false
    _open;
    get open() {
        return this.getBooleanAttribute('open');
    }
}
class BoxStateOutputReference extends cdktn.ComplexObject {
    // at - computed: true, optional: false, required: false
    get at() {
        return this.getStringAttribute('at');
    }
}
class BoxPartsOutputReference extends cdktn.ComplexObject {
    // name - computed: false, optional: false, required: true
    _name;
    get name() {
        return this.getStringAttribute('name');
    }
}
"""

DECLARATIONS = """
export interface BoxConfig extends cdktn.TerraformMetaArguments {
    /**
    * How large
    *
    * Docs at Terraform Registry: {@link https://x/box#size Box#size}
    */
    readonly size: number;
    /**
    * Docs at Terraform Registry: {@link https://x/box#key_wo Box#key_wo}
    */
    readonly keyWo?: string;
    /**
    * sides block
    *
    * Docs at Terraform Registry: {@link https://x/box#sides Box#sides}
    */
    readonly sides?: BoxSide[] | cdktn.IResolvable;
    /**
    * lid block
    *
    * Docs at Terraform Registry: {@link https://x/box#lid Box#lid}
    */
    readonly lid: BoxLid;
    /**
    * Parts of it
    *
    * Docs at Terraform Registry: {@link https://x/box#parts Box#parts}
    */
    readonly parts?: BoxParts[] | cdktn.IResolvable;
}
export interface BoxSide {
    /**
    * Docs at Terraform Registry: {@link https://x/box#colour Box#colour}
    */
    readonly colour: string;
}
"""

PROVIDER = """
class ToyProvider extends cdktn.TerraformProvider {
    static [JSII_RTTI_SYMBOL_1] = { fqn: "x", version: "1.0.0" };
    static tfResourceType = "toy";
    constructor(scope, id, config = {}) {
        super(scope, id, {
            terraformResourceType: 'toy',
            terraformGeneratorMetadata: {
                providerName: 'toy',
                providerVersion: '1.2.3',
                providerVersionConstraint: '~> 1.0'
            },
            terraformProviderSource: 'acme/toy'
        });
    }
    // alias - computed: false, optional: true, required: false
    _alias;
    get alias() {
        return this._alias;
    }
    // token - computed: false, optional: true, required: false
    _token;
    get token() {
        return this._token;
    }
    synthesizeHclAttributes() {
        const attrs = {
            token: {
                value: cdktn.stringToHclTerraform(this._token),
                isBlock: false,
                type: "simple",
                storageClassType: "string",
            },
        };
        return attrs;
    }
}
"""

FUNCTIONS = """
class ToyProviderFunctions {
    half(size) {
        return cdktn.TerraformProviderFunction.invoke(this.providerLocalName, "half", [size]);
    }
}
"""
FUNCTION_DECLARATIONS = """
export declare class ToyProviderFunctions {
    constructor(providerLocalName: string);
    half(size: number): cdktn.IResolvable;
}
"""

FILES = {
    "box/index.js": SCRIPT,
    "box/index.d.ts": DECLARATIONS,
    "provider/index.js": PROVIDER,
    "provider-functions/index.js": FUNCTIONS,
    "provider-functions/index.d.ts": FUNCTION_DECLARATIONS,
}

OLD_SCRIPT = """
class Ball extends cdktf.TerraformResource {
    get size() {
        return this.getNumberAttribute('size');
    }
}
Ball.tfResourceType = "toy_ball";
"""
OLD_ORIGINAL = """
export class Ball extends cdktf.TerraformResource {

  public static readonly tfResourceType = "toy_ball";

  // size - computed: false, optional: false, required: true
  private _size?: number; 
  public get size() {
    return this.getNumberAttribute('size');
  }
}
"""  # noqa: W291  (as generators write it)


def with_source_map(script: str, original: str) -> str:
    content = json.dumps({"version": 3, "sourcesContent": [original]}).encode()
    encoded = base64.b64encode(content).decode()
    return f"{script}\n//# sourceMappingURL=data:application/json;base64,{encoded}"


def wheel(folder: Path, files: dict[str, str], name: str = "cdktn_provider_toy-4.5.6-py3-none-any.whl") -> Path:
    """A wheel that holds an npm archive with these files below ``lib``."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for path, text in files.items():
            info = tarfile.TarInfo(f"package/lib/{path}")
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cdktn_provider_toy/_jsii/provider-toy@4.5.6.jsii.tgz", packed.getvalue())
    return path
