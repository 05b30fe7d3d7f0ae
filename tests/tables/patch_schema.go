// Writes lib/request/patch_schema.inc: the field names, types and patch tags of the built-in kinds.
//
//	go run tests/tables/patch_schema.go API_DIR APIMACHINERY_DIR RELEASE GROUP/VERSION... > lib/request/patch_schema.inc
//
// API_DIR and APIMACHINERY_DIR are checkouts of k8s.io/api and k8s.io/apimachinery (v0.36.3 for kubectl 1.36);
// GROUP/VERSION are directories in API_DIR, those whose kinds kubectl's scheme knows
// (client-go/kubernetes/scheme/register.go). Needs the standard library only. The build does not run it.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// One Go package: its type declarations, each with the imports of its file.
type pack struct {
	types   map[string]ast.Expr
	imports map[string]map[string]string // type -> name of an import -> path
	group   string
	kinds   []string
}

type field struct {
	name, marks, kind, tags string
	child                   *class // for structs
}

type class struct {
	name   string
	id     string
	fields []field
}

var (
	roots   = map[string]string{} // import path prefix -> directory
	packs   = map[string]*pack{}
	classes = map[string]*class{} // by path.Name
)

func fail(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

func load(path string) *pack {
	if p, ok := packs[path]; ok {
		return p
	}
	dir := ""
	for prefix, root := range roots {
		if strings.HasPrefix(path, prefix+"/") {
			dir = filepath.Join(root, strings.TrimPrefix(path, prefix+"/"))
		}
	}
	if dir == "" {
		return nil
	}
	p := &pack{types: map[string]ast.Expr{}, imports: map[string]map[string]string{}}
	packs[path] = p
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	if len(files) == 0 {
		fail("%s: no Go files", dir)
	}
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") && !strings.HasPrefix(filepath.Base(file), "zz_") {
			p.read(file)
		}
	}
	return p
}

func (p *pack) read(file string) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		fail("%v", err)
	}
	imports := map[string]string{}
	for _, each := range tree.Imports {
		path, _ := strconv.Unquote(each.Path.Value)
		name := filepath.Base(path)
		if each.Name != nil {
			name = each.Name.Name
		}
		imports[name] = path
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.TypeSpec:
			p.types[n.Name.Name] = n.Type
			p.imports[n.Name.Name] = imports
		case *ast.ValueSpec:
			if n.Names[0].Name == "GroupName" {
				p.group, _ = strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
			}
		case *ast.CallExpr:
			p.register(n)
		}
		return true
	})
}

// AddKnownTypes(version, &Kind{}, ...)
func (p *pack) register(call *ast.CallExpr) {
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || called.Sel.Name != "AddKnownTypes" {
		return
	}
	for _, arg := range call.Args[1:] {
		address, ok := arg.(*ast.UnaryExpr)
		if !ok {
			continue
		}
		if name, ok := address.X.(*ast.CompositeLit).Type.(*ast.Ident); ok {
			p.kinds = append(p.kinds, name.Name)
		}
	}
}

// What a type expression in a file with `imports` of package `path` stands for: the class of a struct, else
// the name of its reflect.Kind; `marks` gets a character for each pointer, slice and map on the way.
func resolve(path string, imports map[string]string, expr ast.Expr, marks *string) (*class, string) {
	switch t := expr.(type) {
	case *ast.StarExpr:
		*marks += "*"
		return resolve(path, imports, t.X, marks)
	case *ast.ArrayType:
		*marks += "["
		return resolve(path, imports, t.Elt, marks)
	case *ast.MapType:
		*marks += "%"
		return nil, ""
	case *ast.InterfaceType:
		return nil, "interface"
	case *ast.SelectorExpr:
		return named(imports[t.X.(*ast.Ident).Name], t.Sel.Name, marks)
	case *ast.Ident:
		return named(path, t.Name, marks)
	}
	fail("%s: type %T", path, expr)
	return nil, ""
}

func named(path, name string, marks *string) (*class, string) {
	p := load(path)
	if p == nil { // of the standard library: a struct without exported fields (time.Time)
		return &class{name: name}, ""
	}
	expr, ok := p.types[name]
	if !ok {
		if name == "byte" {
			name = "uint8"
		}
		return nil, name // predeclared
	}
	body, ok := expr.(*ast.StructType)
	if !ok {
		return resolve(path, p.imports[name], expr, marks)
	}
	key := path + "." + name
	if c, ok := classes[key]; ok {
		return c, ""
	}
	c := &class{name: name}
	classes[key] = c
	seen := map[string]bool{}
	c.add(path, p.imports[name], body, seen)
	return c, ""
}

func (c *class) add(path string, imports map[string]string, body *ast.StructType, seen map[string]bool) {
	var embedded []*class
	for _, f := range body.Fields.List {
		var tags reflect.StructTag
		if f.Tag != nil {
			text, _ := strconv.Unquote(f.Tag.Value)
			tags = reflect.StructTag(text)
		}
		name := strings.Split(tags.Get("json"), ",")[0]
		if name == "-" {
			continue
		}
		marks := ""
		if len(f.Names) == 0 && name == "" {
			if child, _ := resolve(path, imports, f.Type, &marks); child != nil {
				embedded = append(embedded, child)
			}
			continue
		}
		if len(f.Names) > 0 && !f.Names[0].IsExported() {
			continue
		}
		if name == "" {
			name = f.Names[0].Name
		}
		child, kind := resolve(path, imports, f.Type, &marks)
		c.fields = append(c.fields, field{name, marks, kind, patch_tags(tags), child})
		seen[name] = true
	}
	for _, child := range embedded {
		for _, f := range child.fields {
			if !seen[f.name] {
				seen[f.name] = true
				c.fields = append(c.fields, f)
			}
		}
	}
}

func patch_tags(tags reflect.StructTag) string {
	text := ""
	for _, strategy := range strings.Split(tags.Get("patchStrategy"), ",") {
		switch strategy {
		case "merge":
			text += "+"
		case "replace":
			text += "!"
		case "", "retainKeys": // of no meaning where a patch is applied
		default:
			fail("strategy %q", strategy)
		}
	}
	if key := tags.Get("patchMergeKey"); key != "" {
		text += "=" + key
	}
	return text
}

// Gives equal structs (same name, fields and children) the same id: NAME, NAME~2, ...
func number(used []*class) {
	for _, c := range used {
		c.id = c.name
	}
	for before := 0; ; {
		groups := map[string]string{}
		count := map[string]int{}
		next := make([]string, len(used))
		for i, c := range used {
			text := c.line()
			if _, ok := groups[c.name+"\n"+text]; !ok {
				count[c.name]++
				id := c.name
				if count[c.name] > 1 {
					id += "~" + strconv.Itoa(count[c.name])
				}
				groups[c.name+"\n"+text] = id
			}
			next[i] = groups[c.name+"\n"+text]
		}
		for i, c := range used {
			c.id = next[i]
		}
		if len(groups) == before {
			return
		}
		before = len(groups)
	}
}

// `NAME field:Type field*Type field[Type+=key field%`
func (c *class) line() string {
	text := c.id
	for _, f := range c.fields {
		kind := f.kind
		if f.child != nil {
			kind = f.child.id
		}
		marks := f.marks
		if marks == "" {
			marks = ":"
		}
		if i := strings.Index(marks, "%"); i >= 0 { // what a map holds is never looked at
			kind, marks = "", marks[:i+1]
		}
		text += " " + f.name + marks + kind + f.tags
	}
	return text
}

func main() {
	if len(os.Args) < 5 {
		fail("usage: patch_schema.go API_DIR APIMACHINERY_DIR RELEASE GROUP/VERSION...")
	}
	roots["k8s.io/api"] = os.Args[1]
	roots["k8s.io/apimachinery"] = os.Args[2]
	list := regexp.MustCompile("(List|Options)$")
	var versions, lines []string
	kinds := map[string][]*class{}
	used := map[*class]bool{}
	var order []*class
	var use func(c *class)
	use = func(c *class) {
		if c == nil || used[c] {
			return
		}
		used[c] = true
		order = append(order, c)
		for _, f := range c.fields {
			if !strings.Contains(f.marks, "%") {
				use(f.child)
			}
		}
	}
	for _, dir := range os.Args[4:] {
		path := "k8s.io/api/" + dir
		p := load(path)
		version := filepath.Base(dir)
		if p.group != "" {
			version = p.group + "/" + version
		}
		versions = append(versions, version)
		sort.Strings(p.kinds)
		for _, kind := range p.kinds {
			marks := ""
			c, _ := named(path, kind, &marks)
			if c != nil && !list.MatchString(kind) {
				kinds[version] = append(kinds[version], c)
				use(c)
			}
		}
	}
	number(order)
	for c := range used {
		lines = append(lines, c.line())
	}
	sort.Strings(lines)
	sort.Strings(versions)
	fmt.Printf("// Written by tests/tables/patch_schema.go from the struct tags of k8s.io/api %s. The format is\n"+
		"// explained in patch_schema.cpp.\n", os.Args[3])
	fmt.Println(`constexpr std::string_view k_patch_kinds = R"(`)
	for _, version := range versions {
		fmt.Print(version)
		for _, c := range kinds[version] {
			fmt.Print(" ", c.id)
		}
		fmt.Println()
	}
	fmt.Println(")\";\n\nconstexpr std::string_view k_patch_structs = R\"(")
	last := ""
	for _, line := range lines {
		if line != last {
			fmt.Println(line)
		}
		last = line
	}
	fmt.Println(`)";`)
}
