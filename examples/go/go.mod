module example.com/hire

go 1.21
