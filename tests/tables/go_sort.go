// Writes tests/unit/base/go-sort.txt: in which order sort.Sort leaves inputs of many shapes.
//
//	go run tests/tables/go_sort.go > tests/unit/base/go-sort.txt
//
// Needs Go 1.21 or later, whose random numbers differ from those before. A line has the shape, the number of
// elements and that of different keys, and of the answer the number of comparisons and a hash of the order.
// The test makes the same inputs. The build does not run this.
package main

import (
	"fmt"
	"sort"
)

const shapes = 9

type input struct {
	keys, order []int
	less        func(a, b int) bool
	asked       int
}

func (in *input) Len() int { return len(in.keys) }
func (in *input) Less(i, j int) bool {
	in.asked++
	return in.less(in.keys[i], in.keys[j])
}
func (in *input) Swap(i, j int) {
	in.keys[i], in.keys[j] = in.keys[j], in.keys[i]
	in.order[i], in.order[j] = in.order[j], in.order[i]
}

func key(shape, i, size, distinct int, random func() int) int {
	switch shape {
	case 0, 6, 7, 8:
		return random() % distinct
	case 1:
		return i / distinct
	case 2:
		return -(i / distinct)
	case 3:
		return i % distinct
	case 4:
		if i < size-i {
			return i
		}
		return size - i
	default: // sorted, with a few astray
		if random()%50 == 0 {
			return random() % size
		}
		return i
	}
}

func less(shape int) func(a, b int) bool {
	switch shape {
	case 6: // no order at all
		return func(a, b int) bool { return (a*7919+b*104729)>>3&1 == 1 }
	case 7: // everything is less than everything
		return func(a, b int) bool { return true }
	case 8: // as kubectl compares with what is missing
		return func(a, b int) bool { return a%3 == 0 || (b%3 != 0 && a < b) }
	default:
		return func(a, b int) bool { return a < b }
	}
}

func main() {
	sizes := []int{2, 5, 12, 13, 20, 49, 50, 51, 64, 100, 257, 500, 1000, 3000}
	for shape := 0; shape < shapes; shape++ {
		for _, size := range sizes {
			for _, distinct := range []int{1, 2, 7, 100, 5000} {
				state := uint32(shape*7 + size*31 + distinct)
				random := func() int {
					state = state*1664525 + 1013904223
					return int(state >> 8)
				}
				in := &input{less: less(shape)}
				for i := 0; i < size; i++ {
					in.keys = append(in.keys, key(shape, i, size, distinct, random))
					in.order = append(in.order, i)
				}
				sort.Sort(in)
				hash := uint32(2166136261)
				for _, place := range in.order {
					hash = (hash ^ uint32(place)) * 16777619
				}
				fmt.Println(shape, size, distinct, in.asked, hash)
			}
		}
	}
}
